package io.waitingroom.position;

import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/**
 * A snapshot of a room, with all that is needed to compute positions and waits.
 *
 * @param incarnation of the room
 * @param asOf the number of state changes in the room so far
 * @param front the highest ticket that was taken off the stream: no session up to it is WAITING
 * @param figures the room's figures
 * @param pace the maximum speed of admissions, and the lifetimes of sessions
 * @param departures the tickets after the front that departed while waiting
 */
public record RoomSnapshot(
        int incarnation, long asOf, long front, RoomFigures figures, Pace pace, Departures departures) {

    /**
     * The settings that matter to WAITING sessions.
     *
     * @param batchSize the maximum number of activations in one window of {@code rate}
     * @param rate length of a window
     * @param waitingTtl how long a WAITING session lives after its join or last heartbeat
     * @param activeTtl how long an ACTIVE session lives after its activation or last heartbeat
     * @param timeToClaim how long a session has for its first heartbeat after its activation
     */
    public record Pace(int batchSize, Duration rate, Duration waitingTtl, Duration activeTtl, Duration timeToClaim) {
        /** Extracts the pace from the settings. */
        public static Pace of(RoomSettings settings) {
            return new Pace(
                    settings.batchSize(),
                    settings.rate(),
                    settings.waitingTtl(),
                    settings.activeTtl(),
                    settings.timeToClaim());
        }

        /** The maximum number of admissions per second. */
        public double maxPerSecond() {
            return batchSize * 1000.0 / rate.toMillis();
        }

        /**
         * Returns the minimum number of seconds until a position can have its turn, however fast slots become free. Two
         * batches may be granted at once: one at the end of a window and one at the start of the next.
         */
        public double earliestTurn(double position) {
            return Math.max(0, position - 2.0 * batchSize) / maxPerSecond();
        }
    }

    /**
     * Returns whether the session was certainly WAITING. The signature of its id proves that it once had this place. If
     * Redis has lost the session since, the next heartbeat detects that.
     */
    public boolean waits(SessionId id) {
        return id.incarnation() == incarnation
                && id.ticket() > front
                && id.ticket() <= figures.joins()
                && !departures.contains(id.ticket());
    }

    /** Returns the position of a WAITING session's ticket. Position 1 is next; departed tickets do not count. */
    public long position(long ticket) {
        return ticket - front - departures.countBetween(front + 1, ticket);
    }

    /**
     * Returns the state of the room.
     *
     * @param ticking whether room time advances, as the caller observed it on its own clock
     */
    public RoomState state(boolean ticking) {
        return RoomState.of(figures, pace, ticking);
    }

    /**
     * Estimates the remaining wait at this position. Returns empty if there is no basis for an estimate: no admissions
     * so far, capacity 0, or a stalled room.
     *
     * @param state of the room, from {@link #state}
     */
    public Optional<WaitRange> estimate(long position, RoomState state) {
        return state == RoomState.OPEN ? new WaitEstimate(figures, pace).of(position) : Optional.empty();
    }

    /** The accuracy of past wait estimates. */
    public EstimateAccuracy estimates() {
        return figures.estimates();
    }
}
