package io.waitingroom.position;

/**
 * A recorded estimate of the wait at one place in the queue. The estimate is checked after the place has had its turn.
 *
 * @param ticket the ticket of the place
 * @param at the {@link io.waitingroom.room.RoomFigures#now room time} of the estimate, in ms
 * @param range the estimated wait
 */
public record NotedEstimate(long ticket, long at, WaitRange range) {}
