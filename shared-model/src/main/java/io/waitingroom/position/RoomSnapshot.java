package io.waitingroom.position;

import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/**
 * A room at one moment, with all that tells those who wait where they stand.
 *
 * @param incarnation of the room
 * @param asOf how many changes of state the room had seen
 * @param front the furthest ticket that was taken off the stream: nobody up to it waits
 * @param figures the room in numbers
 * @param pace how fast the room admits at most, and how long its sessions live
 * @param departures who departed while waiting, beyond the front
 */
public record RoomSnapshot(
        int incarnation, long asOf, long front, RoomFigures figures, Pace pace, Departures departures) {

    /**
     * The settings that matter to those who wait.
     *
     * @param batchSize most activations in one window of {@code rate}
     * @param rate length of a window
     * @param waitingTtl how long a WAITING session lives after its join or last heartbeat
     * @param activeTtl how long an ACTIVE session lives after its activation or last heartbeat
     * @param timeToClaim how long a session that is granted has for its first heartbeat
     */
    public record Pace(int batchSize, Duration rate, Duration waitingTtl, Duration activeTtl, Duration timeToClaim) {
        /** Of these settings. */
        public static Pace of(RoomSettings settings) {
            return new Pace(
                    settings.batchSize(),
                    settings.rate(),
                    settings.waitingTtl(),
                    settings.activeTtl(),
                    settings.timeToClaim());
        }

        /** The most that may be admitted in a second. */
        public double mostPerSecond() {
            return batchSize * 1000.0 / rate.toMillis();
        }

        /**
         * In how many seconds the turn of a position can come at the soonest, however fast slots become free. Two batches may
         * be granted at once: one at the end of a window, and one at the beginning of the next.
         */
        public double soonestTurn(double position) {
            return Math.max(0, position - 2.0 * batchSize) / mostPerSecond();
        }
    }

    /**
     * Whether the session was waiting for certain. The holder of a signed id once had that place; what Redis lost since is
     * noticed at the next heartbeat.
     */
    public boolean waits(SessionId id) {
        return id.incarnation() == incarnation
                && id.ticket() > front
                && id.ticket() <= figures.joins()
                && !departures.has(id.ticket());
    }

    /** The place of a ticket that waits: 1 is next, and those who departed do not count. */
    public long position(long ticket) {
        return ticket - front - departures.between(front + 1, ticket);
    }

    /**
     * How things stand.
     *
     * @param ticking whether room time moves on, as the caller saw it on a clock of its own
     */
    public RoomState state(boolean ticking) {
        return RoomState.of(figures, pace, ticking);
    }

    /**
     * How long somebody at this position may still wait; empty where there is nothing to base it on: no admissions so far,
     * capacity 0, or a room that is stalled.
     *
     * @param state of the room, as {@link #state} gave it
     */
    public Optional<WaitRange> estimate(long position, RoomState state) {
        return state == RoomState.OPEN ? new WaitEstimate(figures, pace).of(position) : Optional.empty();
    }

    /** How past estimates turned out. */
    public EstimateAccuracy estimates() {
        return figures.estimates();
    }
}
