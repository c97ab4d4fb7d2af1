package io.waitingroom.standing;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomState;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionView;
import io.waitingroom.standing.Standing.Place;
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
 */
public record KnownRoom(RoomSnapshot snapshot, long asked, long moved, RoomState state, PollPace polls) {
    private static final Duration STANDS_STILL = Duration.ofSeconds(5);

    /**
     * What a server makes of a snapshot.
     *
     * @param last the snapshot before; null where there was none
     * @param maxPollsPerSecond most polls in a second that all who wait are told to make
     */
    public static KnownRoom of(RoomSnapshot snapshot, long asked, KnownRoom last, int maxPollsPerSecond) {
        var stands = last != null
                && last.snapshot.figures().ticks() == snapshot.figures().ticks();
        var moved = stands ? last.moved : asked;
        var ticks = asked - moved < STANDS_STILL.toNanos();
        return new KnownRoom(snapshot, asked, moved, snapshot.state(ticks), PollPace.of(snapshot, maxPollsPerSecond));
    }

    boolean waits(SessionId id) {
        return snapshot.waits(id);
    }

    /** Whether this is of the room that the id is of, from before it was given. */
    boolean isBefore(SessionId id) {
        return snapshot.incarnation() == id.incarnation()
                && id.ticket() > snapshot.figures().joins();
    }

    long asOf() {
        return snapshot.asOf();
    }

    /** Where a session stands that waits here. */
    public Standing standing(SessionId id, Optional<Duration> remaining) {
        var position = snapshot.position(id.ticket());
        var place = new Place(
                position,
                snapshot.estimate(position, state),
                polls.after(position, ThreadLocalRandom.current().nextDouble()),
                state);
        return Standing.waiting(
                asOf(), place, SessionView.heartbeatAfter(snapshot.pace().waitingTtl()), remaining);
    }
}
