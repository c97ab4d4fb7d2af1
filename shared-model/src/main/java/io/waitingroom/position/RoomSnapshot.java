package io.waitingroom.position;

import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/**
 * The state of a room at one moment, with all data that is needed to compute positions and waits.
 *
 * @param incarnation a number that distinguishes this room from an earlier room with the same name
 * @param asOf the number of state changes in the room so far
 * @param front the highest ticket that a granter has taken from the queue. No session with this ticket or a lower one
 *     is WAITING
 * @param figures the room's figures
 * @param pace the maximum speed of admissions, and the lifetimes of sessions
 * @param departures the tickets after the front whose sessions ended before they were activated
 */
public record RoomSnapshot(
        int incarnation, long asOf, long front, RoomFigures figures, Pace pace, Departures departures) {

    /**
     * The settings that matter to WAITING sessions.
     *
     * @param batchSize the maximum number of activations in one window of {@code rate}
     * @param rate the length of a window
     * @param waitingTtl how long a WAITING session lives after its join or last heartbeat
     * @param activeTtl how long an ACTIVE session lives after its activation or last heartbeat
     * @param timeToClaim the maximum time from a session's activation to its first heartbeat
     */
    public record Pace(int batchSize, Duration rate, Duration waitingTtl, Duration activeTtl, Duration timeToClaim) {
        /** Returns the pace that a room with these settings has. */
        public static Pace of(RoomSettings settings) {
            return new Pace(
                    settings.batchSize(),
                    settings.rate(),
                    settings.waitingTtl(),
                    settings.activeTtl(),
                    settings.timeToClaim());
        }

        /** Returns the maximum number of admissions per second. */
        public double maxPerSecond() {
            return batchSize * 1000.0 / rate.toMillis();
        }

        /**
         * Returns the minimum number of seconds until the session at this position can be activated, even if slots
         * become free immediately. Two batches may be activated directly after each other: one at the end of a window,
         * the other at the start of the next window.
         */
        public double earliestTurn(double position) {
            return Math.max(0, position - 2.0 * batchSize) / maxPerSecond();
        }
    }

    /**
     * Returns whether the session was certainly WAITING when this snapshot was read. For a session that joined later,
     * the result is false. The signature of the session's id proves that the session was created with this ticket. If
     * Redis lost the session after it was created, the next heartbeat of the session detects the loss.
     */
    public boolean waits(SessionId id) {
        return id.incarnation() == incarnation
                && id.ticket() > front
                && id.ticket() <= figures.joins()
                && !departures.contains(id.ticket());
    }

    /**
     * Returns the position in the queue of the WAITING session with this ticket. The session at position 1 is the next
     * one to be activated. Departed tickets are not counted.
     */
    public long position(long ticket) {
        return ticket - front - departures.countBetween(front + 1, ticket);
    }

    /**
     * Returns the state of the room.
     *
     * @param ticking whether room time advances; the caller finds this out with its own clock
     */
    public RoomState state(boolean ticking) {
        return RoomState.of(figures, pace, ticking);
    }

    /**
     * Returns an estimate of the remaining wait at this position. Returns empty if no estimate is possible, because
     * nobody was admitted so far, the capacity is 0 or the room is stalled.
     *
     * @param state the state that {@link #state} returned
     */
    public Optional<WaitRange> estimate(long position, RoomState state) {
        return state == RoomState.OPEN ? new WaitEstimate(figures, pace).of(position) : Optional.empty();
    }

    /** Returns the accuracy of past wait estimates. */
    public EstimateAccuracy estimates() {
        return figures.estimates();
    }
}
