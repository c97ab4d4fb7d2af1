package io.waitingroom.room;

/**
 * A leader whose number of ticks has not grown for the duration of a lease. Another granter may take the lease of this
 * leader, if the token and the number of ticks in Redis are still the same.
 *
 * @param token the token of the leader
 * @param ticks the number of ticks that the standby saw last
 */
public record SilentLeader(String token, long ticks) {}
