package io.waitingroom.position;

import io.waitingroom.room.RoomFigures;
import io.waitingroom.session.SessionId;
import java.time.Duration;

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
     * @param claimTtl how long an ACTIVE session may go without its first heartbeat; zero: as long as activeTtl
     */
    public record Pace(int batchSize, Duration rate, Duration waitingTtl, Duration activeTtl, Duration claimTtl) {
        /** The most that may be admitted in a second. */
        public double mostPerSecond() {
            return batchSize * 1000.0 / rate.toMillis();
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
}
