package io.waitingroom.status;

import io.waitingroom.permit.Permit;
import io.waitingroom.position.RoomState;
import io.waitingroom.position.WaitRange;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a person stands.
 *
 * @param state of the session
 * @param asOf the text that tells a client as of when; of two standings of a session the one with the greater is newer
 * @param place of a session that is WAITING
 * @param cadence how long to wait from one heartbeat to the next; empty for a session that has ended
 * @param remaining until the deadline, if no heartbeat comes; empty for a session that has ended, and where only memory
 *     was asked, which does not know it
 * @param permit of a session that is ACTIVE, where it was asked for and a key is known to sign it with
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
     * @param estimate how long it may take; empty where there is nothing to base that on
     * @param pollAfter when to ask again
     * @param room whether the room admits people
     */
    public record Place(long position, Optional<WaitRange> estimate, Duration pollAfter, RoomState room) {}

    /** Of a session that does not wait. */
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

    /** Of a session that waits, as of a snapshot of the room. */
    static SessionStatus waiting(String asOf, Place place, Duration cadence, Optional<Duration> remaining) {
        return new SessionStatus(
                SessionState.WAITING, asOf, Optional.of(place), Optional.of(cadence), remaining, Optional.empty());
    }

    /** The same, with a permit if there is one. */
    SessionStatus with(Optional<Permit> given) {
        return new SessionStatus(state, asOf, place, cadence, remaining, given);
    }

    /** How long to wait before the next heartbeat: never as long as the deadline is away that is told with it. */
    public Optional<Duration> heartbeatAfter() {
        return cadence.map(usual -> remaining
                .map(left -> left.dividedBy(2))
                .filter(half -> half.compareTo(usual) < 0)
                .orElse(usual));
    }

    /** Whether it is the session's turn, and the permit that proves it cannot be given at the moment. */
    public boolean lacksPermit() {
        return state == SessionState.ACTIVE && permit.isEmpty();
    }
}
