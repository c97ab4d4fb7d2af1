package io.waitingroom.status;

import io.waitingroom.position.RoomState;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets people in who need not wait. They join as everybody does, and the leader grants as ever: what is new is that a join is
 * refused where it would be a wait, and that its grant is waited for.
 */
public final class InstantEntry {
    /** So that a visit takes no more than 150 ms longer than it would without a room. */
    private static final Duration LIMIT = Duration.ofMillis(120);

    private static final Duration PAUSE = Duration.ofMillis(3);

    private final RedisSessions redis;
    private final FleetIds ids;
    private final RoomCache cache;

    /**
     * Somebody who came in without a wait.
     *
     * @param text that they prove their session with
     */
    public record Entered(String text, SessionId session, SessionView view) {}

    /** Entries to the one room there is. */
    public InstantEntry(RedisSessions redis, FleetIds ids, RoomCache cache) {
        this.redis = redis;
        this.ids = ids;
        this.cache = cache;
    }

    /**
     * Gives somebody a session that is ACTIVE already. Their slot is free after half a minute unless they come again. To be asked
     * for only where {@link #haveRoom}.
     *
     * @return empty where somebody waits, where no slot is free, or where no grant comes in time; or a
     *     {@link RedisUnavailableException}
     */
    public CompletableFuture<Optional<Entered>> enter() {
        var until = System.nanoTime() + LIMIT.toNanos();
        var answer = new CompletableFuture<Optional<Entered>>();
        cache.timer().schedule(() -> answer.complete(Optional.empty()), LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        redis.enter().thenCompose(outcome -> granted(outcome, until)).whenComplete((entered, error) -> {
            if (error != null) {
                answer.completeExceptionally(error);
            } else if (!answer.complete(entered)) {
                entered.ifPresent(late -> gone(late.session()));
            }
        });
        return answer;
    }

    /** Whether somebody who came now would not have to wait, as far as this server knows. */
    public CompletableFuture<Boolean> haveRoom() {
        return cache.current().thenApply(InstantEntry::hasRoom);
    }

    private static boolean hasRoom(Optional<CachedRoom> found) {
        return found.filter(room -> room.state() == RoomState.OPEN)
                .map(room -> room.snapshot().figures())
                .filter(figures -> figures.waiting() + figures.active() < figures.capacity())
                .isPresent();
    }

    private CompletableFuture<Optional<Entered>> granted(JoinOutcome outcome, long until) {
        return outcome instanceof JoinOutcome.Joined joined ? granted(joined.id(), until, PAUSE) : nobody();
    }

    private CompletableFuture<Optional<Entered>> granted(SessionId id, long until, Duration pause) {
        return redis.view(id).thenCompose(view -> {
            if (view.filter(it -> it.state() == SessionState.ACTIVE).isPresent()) {
                return CompletableFuture.completedFuture(Optional.of(new Entered(ids.write(id), id, view.get())));
            }
            return System.nanoTime() < until ? later(id, until, pause) : gone(id);
        });
    }

    // Less and less often: a leader grants within some milliseconds, or is none.
    private CompletableFuture<Optional<Entered>> later(SessionId id, long until, Duration pause) {
        var later = new CompletableFuture<Optional<Entered>>();
        Runnable again = () -> granted(id, until, pause.multipliedBy(2)).whenComplete((entered, error) -> {
            if (error == null) {
                later.complete(entered);
            } else {
                later.completeExceptionally(error);
            }
        });
        cache.timer().schedule(again, pause.toNanos(), TimeUnit.NANOSECONDS);
        return later;
    }

    // Nobody knows of this place, and it is to be in nobody's way.
    private CompletableFuture<Optional<Entered>> gone(SessionId id) {
        return redis.leave(id).handle((left, error) -> Optional.empty());
    }

    private static CompletableFuture<Optional<Entered>> nobody() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
