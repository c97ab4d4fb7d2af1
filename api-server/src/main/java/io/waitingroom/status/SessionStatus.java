package io.waitingroom.status;

import io.waitingroom.permit.Permit;
import io.waitingroom.position.RoomState;
import io.waitingroom.position.WaitRange;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.time.Duration;
import java.util.Optional;

/**
 * The status of a session, as its holder gets it.
 *
 * @param state the session's state
 * @param asOf signed text of the moment that this status describes; of two statuses of a session, the one with the greater text is
 *     newer
 * @param place the place of a WAITING session in the queue
 * @param cadence time between two heartbeats; empty for a session that has ended
 * @param remaining time until the deadline if no heartbeat comes; empty for a session that has ended, and for a status from the
 *     cached room, which does not hold deadlines
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
     * @param position 1 is next
     * @param estimate estimated wait; empty if there are no data for an estimate
     * @param pollAfter time until the next poll
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
     * Returns the time until the next heartbeat: the cadence, or half of the remaining time if that is shorter. So the next
     * heartbeat always comes before the deadline in the same response.
     */
    public Optional<Duration> heartbeatAfter() {
        return cadence.map(usual -> remaining
                .map(left -> left.dividedBy(2))
                .filter(half -> half.compareTo(usual) < 0)
                .orElse(usual));
    }

    /** Whether the session is ACTIVE but no permit can be issued for it at the moment. */
    public boolean lacksPermit() {
        return state == SessionState.ACTIVE && permit.isEmpty();
    }
}
