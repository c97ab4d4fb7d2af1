package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomState;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionView;
import io.waitingroom.status.SessionStatus.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A snapshot of the room as this server knows it.
 *
 * @param snapshot the room
 * @param asked when it was asked for, by {@link System#nanoTime}
 * @param moved when room time was first seen where it is, likewise
 * @param state whether the room admits people
 * @param polls how often those who wait are to ask
 * @param lives how long those who wait live at least
 */
public record CachedRoom(
        RoomSnapshot snapshot, long asked, long moved, RoomState state, PollPace polls, WaitingDeadlines lives) {
    private static final Duration STANDS_STILL = Duration.ofSeconds(5);

    /**
     * What a server makes of a snapshot.
     *
     * @param last the snapshot before; null where there was none
     * @param maxPollsPerSecond most polls in a second that all who wait are told to make
     */
    public static CachedRoom of(RoomSnapshot snapshot, long asked, CachedRoom last, int maxPollsPerSecond) {
        var stands = last != null
                && last.snapshot.figures().ticks() == snapshot.figures().ticks();
        var moved = stands ? last.moved : asked;
        var ticks = asked - moved < STANDS_STILL.toNanos();
        var lives = WaitingDeadlines.of(snapshot, Optional.ofNullable(last));
        return new CachedRoom(
                snapshot, asked, moved, snapshot.state(ticks), PollPace.of(snapshot, maxPollsPerSecond), lives);
    }

    boolean waits(SessionId id) {
        return snapshot.waits(id);
    }

    /** Whether this is of the room that the id is of, from before it was given. */
    boolean isBefore(SessionId id) {
        return snapshot.incarnation() == id.incarnation()
                && id.ticket() > snapshot.figures().joins();
    }

    AsOf asOf() {
        return AsOf.after(snapshot.asOf());
    }

    /** How long a session that waits is to let pass from one heartbeat to the next. */
    public Duration cadence() {
        return SessionView.heartbeatAfter(lives.shortest());
    }

    /**
     * Where a session stands that waits here, and that Redis was not asked for.
     *
     * @param asOf the text of {@link #asOf}
     */
    public SessionStatus standing(SessionId id, String asOf) {
        return standing(id, asOf, cadence(), Optional.empty());
    }

    /**
     * Where a session stands that waits here.
     *
     * @param asOf the text of {@link #asOf}
     * @param view what Redis said of it, whose time to live may be newer than this snapshot
     * @param remaining until its deadline, where that is to be told
     */
    SessionStatus standing(SessionId id, String asOf, SessionView view, Optional<Duration> remaining) {
        var own = view.heartbeatAfter();
        return standing(id, asOf, own.compareTo(cadence()) < 0 ? own : cadence(), remaining);
    }

    private SessionStatus standing(SessionId id, String asOf, Duration cadence, Optional<Duration> remaining) {
        var position = snapshot.position(id.ticket());
        var place = new Place(
                position,
                snapshot.estimate(position, state),
                polls.after(position, ThreadLocalRandom.current().nextDouble()),
                state);
        return SessionStatus.waiting(asOf, place, cadence, remaining);
    }
}
