package io.waitingroom.room;

/**
 * A room in numbers, all read at the same moment.
 *
 * @param now room time, ms
 * @param epoch of the newest leader
 * @param takeovers how often a granter began to lead
 * @param ticks how often room time was moved on
 * @param capacity most sessions that may be ACTIVE
 * @param waiting sessions that are WAITING
 * @param joins sessions ever made
 * @param activations sessions ever activated
 * @param left sessions that their holders ended
 * @param expired sessions that their deadlines ended
 * @param noShows of those, the ones that had been ACTIVE and never sent a heartbeat
 * @param lastGrant room time of the last activation, ms; 0 if there was none
 * @param active sessions that are ACTIVE
 * @param averages what the room measured of itself
 * @param apiServers API servers that could answer people at the last tick; 0: room time and grants stand still; -1 where
 *     they were not counted
 * @param estimates how past estimates of waits turned out
 */
public record RoomFigures(
        long now,
        long epoch,
        long takeovers,
        long ticks,
        long capacity,
        long waiting,
        long joins,
        long activations,
        long left,
        long expired,
        long noShows,
        long lastGrant,
        long active,
        long apiServers,
        Averages averages,
        EstimateAccuracy estimates) {}
