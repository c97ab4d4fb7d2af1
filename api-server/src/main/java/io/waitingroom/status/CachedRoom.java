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
 * A cached snapshot of the room, with the values that this server derives from the snapshot.
 *
 * @param snapshot the snapshot of the room
 * @param requestedAt the time when this server requested the snapshot, according to {@link System#nanoTime}
 * @param tickedAt the time of the last tick that this server noticed, according to {@link System#nanoTime}; a tick is an advance of room
 *     time. At this time, the server requested the first snapshot with the current number of ticks
 * @param state whether the room admits sessions: open, closed or stalled
 * @param pollPace computes how often the clients of WAITING sessions are to poll
 * @param waitingDeadlines the shortest time to live that a WAITING session may have
 */
public record CachedRoom(
        RoomSnapshot snapshot,
        long requestedAt,
        long tickedAt,
        RoomState state,
        PollPace pollPace,
        WaitingDeadlines waitingDeadlines) {
    /** If there is no tick for this time, this server concludes that room time stands still. */
    private static final Duration TICK_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Derives a cached room from a new snapshot.
     *
     * @param requestedAt the time when this server requested the snapshot, according to {@link System#nanoTime}
     * @param last the previous cached room; null if there was none
     * @param maxPollsPerSecond the maximum number of polls per second of all WAITING sessions together
     */
    public static CachedRoom of(RoomSnapshot snapshot, long requestedAt, CachedRoom last, int maxPollsPerSecond) {
        var isSameTick = last != null
                && last.snapshot.incarnation() == snapshot.incarnation()
                && last.snapshot.figures().ticks() == snapshot.figures().ticks();
        var tickedAt = isSameTick ? last.tickedAt : requestedAt;
        var isTicking = requestedAt - tickedAt < TICK_TIMEOUT.toNanos();
        return new CachedRoom(
                snapshot,
                requestedAt,
                tickedAt,
                snapshot.state(isTicking),
                PollPace.of(snapshot, maxPollsPerSecond),
                WaitingDeadlines.of(snapshot, Optional.ofNullable(last)));
    }

    boolean waits(SessionId id) {
        return snapshot.waits(id);
    }

    /** Returns whether the session belongs to this room, but joined only after this snapshot was taken. */
    boolean isBefore(SessionId id) {
        return snapshot.incarnation() == id.incarnation()
                && id.ticket() > snapshot.figures().joins();
    }

    AsOf asOf() {
        return AsOf.after(snapshot.asOf());
    }

    /**
     * Returns the time between two heartbeats of a WAITING session. If the room's time to live was raised, some sessions still have the
     * shorter one. The returned time suits these sessions too.
     */
    public Duration cadence() {
        return SessionView.heartbeatAfter(waitingDeadlines.shortest());
    }

    /**
     * Returns the status of a session that is WAITING in this snapshot and was not read from Redis.
     *
     * @param asOf the signed text of {@link #asOf}
     */
    public SessionStatus status(SessionId id, String asOf) {
        return status(id, asOf, cadence(), Optional.empty());
    }

    /**
     * Returns the status of a session that is WAITING in this snapshot and was also read from Redis.
     *
     * @param asOf the signed text of {@link #asOf}
     * @param view the session as Redis returned it; its time to live may be newer than this snapshot
     * @param remaining the time until the session's deadline; empty if the client is not to get this time
     */
    SessionStatus status(SessionId id, String asOf, SessionView view, Optional<Duration> remaining) {
        var own = view.heartbeatAfter();
        return status(id, asOf, own.compareTo(cadence()) < 0 ? own : cadence(), remaining);
    }

    private SessionStatus status(SessionId id, String asOf, Duration cadence, Optional<Duration> remaining) {
        var position = snapshot.position(id.ticket());
        var place = new Place(
                position,
                snapshot.estimate(position, state),
                pollPace.after(position, ThreadLocalRandom.current().nextDouble()),
                state);
        return SessionStatus.waiting(asOf, place, cadence, remaining);
    }
}
