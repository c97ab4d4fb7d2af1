package io.waitingroom.room;

/**
 * A leader whose tick has stood still for as long as a lease lasts. Its lease may be taken, provided that both parts
 * are still what they were.
 *
 * @param token of the leader
 * @param ticks the last tick that was seen of it
 */
public record SilentLeader(String token, long ticks) {}
