package io.waitingroom.room;

/**
 * The figures of a room, all read at the same moment.
 *
 * @param now the room time, in ms. Room time is a clock that advances only while a granter leads and an API server can
 *     answer clients
 * @param epoch the epoch of the newest leader
 * @param takeovers the number of times that a granter became the leader
 * @param ticks the number of ticks so far; with each tick, a leader renews its lease and advances room time
 * @param capacity the maximum number of ACTIVE sessions
 * @param waiting the number of WAITING sessions
 * @param joins the number of sessions ever created
 * @param activations the number of sessions ever activated
 * @param left the number of sessions that ended because their holders left
 * @param expired the number of sessions that ended because their deadline passed
 * @param noShows the number of expired sessions that had been ACTIVE and never sent a heartbeat
 * @param lastGrant the room time of the last activation, in ms; 0 if there was no activation
 * @param active the number of ACTIVE sessions
 * @param averages the averages that the room measured
 * @param apiServers the number of API servers that could answer clients at the last tick. While it is 0, room time does
 *     not advance and nothing is granted. It is -1 if the servers were not counted
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
