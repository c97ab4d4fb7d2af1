package io.waitingroom.room;

/**
 * The figures of a room, all read at the same moment.
 *
 * @param now room time, ms
 * @param epoch of the newest leader
 * @param takeovers how often a granter became the leader
 * @param ticks how often room time was advanced
 * @param capacity the maximum number of ACTIVE sessions
 * @param waiting the number of WAITING sessions
 * @param joins the number of sessions ever created
 * @param activations the number of sessions ever activated
 * @param left the number of sessions that their holders ended
 * @param expired the number of sessions that ended because their deadline passed
 * @param noShows how many of the expired sessions had been ACTIVE and never sent a heartbeat
 * @param lastGrant room time of the last activation, ms; 0 if there was none
 * @param active the number of ACTIVE sessions
 * @param averages the averages that the room measured
 * @param apiServers the number of API servers that could answer clients at the last tick. While it is 0, room time and
 *     grants stand still. It is -1 if they were not counted
 * @param estimates the accuracy of past wait estimates
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
