package io.waitingroom.position;

/**
 * A recorded estimate of the wait of a place in the queue. It is checked when the place has had its turn.
 *
 * @param ticket of the place
 * @param at room time of the estimate, ms
 * @param range the estimated wait
 */
public record NotedEstimate(long ticket, long at, WaitRange range) {}
