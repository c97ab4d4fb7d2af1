package io.waitingroom.position;

/**
 * How long somebody may still have to wait.
 *
 * @param minSeconds hardly less
 * @param maxSeconds hardly more
 */
public record WaitRange(long minSeconds, long maxSeconds) {}
