package io.waitingroom.status;

import io.waitingroom.permit.Permit;
import io.waitingroom.position.RoomState;
import io.waitingroom.position.WaitRange;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.time.Duration;
import java.util.Optional;

/**
 * The status of a session, as the client gets it.
 *
 * @param state the state of the session
 * @param asOf the moment that this status describes, as a signed text; of two statuses of one session, the status with the greater text is
 *     newer
 * @param place the place of a WAITING session in the queue
 * @param cadence the time between two heartbeats; empty for a session that has ended
 * @param remaining the time until the deadline if no heartbeat comes; empty for a session that has ended; also empty if the status comes
 *     from the cached room, because the cached room contains no deadlines
 * @param permit the permit of an ACTIVE session, if the caller asked for it and a signing key is known
 */
public record SessionStatus(
        SessionState state,
        String asOf,
        Optional<Place> place,
        Optional<Duration> cadence,
        Optional<Duration> remaining,
        Optional<Permit> permit) {

    /**
     * A place in the queue.
     *
     * @param position the position; 1 is next
     * @param estimate the estimated wait; empty if there are no data for an estimate
     * @param pollAfter the time until the next poll
     * @param room whether the room admits sessions
     */
    public record Place(long position, Optional<WaitRange> estimate, Duration pollAfter, RoomState room) {}

    /** Returns the status of a session that is not WAITING. */
    static SessionStatus of(SessionView view, String asOf) {
        return view.state().isFinal()
                ? new SessionStatus(
                        view.state(), asOf, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
                : new SessionStatus(
                        view.state(),
                        asOf,
                        Optional.empty(),
                        Optional.of(view.heartbeatAfter()),
                        Optional.of(view.remaining()),
                        Optional.empty());
    }

    /** Returns the status of a session that is WAITING in a snapshot of the room. */
    static SessionStatus waiting(String asOf, Place place, Duration cadence, Optional<Duration> remaining) {
        return new SessionStatus(
                SessionState.WAITING, asOf, Optional.of(place), Optional.of(cadence), remaining, Optional.empty());
    }

    /** Returns the same status with another permit, or without one. */
    SessionStatus withPermit(Optional<Permit> newPermit) {
        return new SessionStatus(state, asOf, place, cadence, remaining, newPermit);
    }

    /**
     * Returns the time until the next heartbeat: the cadence, or half of the remaining time if that half is shorter. So the next heartbeat
     * always comes before the deadline that the same response contains.
     */
    public Optional<Duration> heartbeatAfter() {
        return cadence.map(usual -> remaining
                .map(left -> left.dividedBy(2))
                .filter(half -> half.compareTo(usual) < 0)
                .orElse(usual));
    }

    /** Returns whether the session is ACTIVE, but has no permit because none can be issued at the moment. */
    public boolean lacksPermit() {
        return state == SessionState.ACTIVE && permit.isEmpty();
    }
}
