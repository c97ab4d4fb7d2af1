package io.waitingroom.room;

/**
 * A leader whose tick has not advanced for the duration of a lease. Another granter may take its lease, if token and
 * tick are still the same.
 *
 * @param token of the leader
 * @param ticks the last tick that the standby saw
 */
public record SilentLeader(String token, long ticks) {}
