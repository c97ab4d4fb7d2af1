package io.waitingroom.room;

/**
 * A leader whose number of ticks has not grown for the duration of a lease. Another granter may take the lease of this
 * leader, if the token and the number of ticks in Redis are still the same.
 *
 * @param token the token of the leader
 * @param ticks the leader's number of ticks, as the standby last read it
 */
public record SilentLeader(String token, long ticks) {}
