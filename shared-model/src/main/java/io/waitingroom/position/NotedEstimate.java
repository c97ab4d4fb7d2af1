package io.waitingroom.position;

/**
 * A place in line and what was estimated of it, to be judged when its turn has come.
 *
 * @param ticket of the place
 * @param at room time of the estimate, ms
 * @param range the estimate
 */
public record NotedEstimate(long ticket, long at, WaitRange range) {}
