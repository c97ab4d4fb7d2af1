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
 * If the room has free slots, lets in a visitor and shows no waiting page. The visitor joins as usual, and the leader grants the session as
 * usual. There are two differences. Redis refuses the join if the session would have to wait. And this class waits for the grant.
 */
public final class InstantEntry {
    /**
     * The maximum time to wait until the session is ACTIVE. It is so short that a visit takes at most 150 ms longer than without a waiting
     * room.
     */
    private static final Duration TIMEOUT = Duration.ofMillis(120);

    private static final Duration FIRST_POLL_DELAY = Duration.ofMillis(3);

    private final RedisSessions redis;
    private final FleetIds ids;
    private final RoomCache cache;

    /**
     * A session that became ACTIVE without a wait on the waiting page.
     *
     * @param signedId the signed id with which the visitor proves that the session is the visitor's own
     * @param view the session as Redis returned it
     */
    public record Entered(String signedId, SessionId session, SessionView view) {}

    /** Creates an instance for the default room, which is the only room. */
    public InstantEntry(RedisSessions redis, FleetIds ids, RoomCache cache) {
        this.redis = redis;
        this.ids = ids;
        this.cache = cache;
    }

    /**
     * Creates a session and waits until the session is ACTIVE. If the visitor sends no further request, the slot is free again after half a
     * minute. Call this method only if {@link #hasRoom} has returned true.
     *
     * @return the session; empty if another session waits, no slot is free, or the grant does not arrive in time. The future may instead
     *     fail with a {@link RedisUnavailableException}
     */
    public CompletableFuture<Optional<Entered>> enter() {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        var result = new CompletableFuture<Optional<Entered>>();
        cache.timer().schedule(() -> result.complete(Optional.empty()), TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        redis.enter().thenCompose(outcome -> awaitGrant(outcome, deadline)).whenComplete((entered, error) -> {
            if (error != null) {
                result.completeExceptionally(error);
            } else if (!result.complete(entered)) {
                entered.ifPresent(late -> abandon(late.session()));
            }
        });
        return result;
    }

    /** Returns whether a visitor who joins now would not have to wait. The answer comes from the cached room of this server. */
    public CompletableFuture<Boolean> hasRoom() {
        return cache.current().thenApply(InstantEntry::hasFreeSlot);
    }

    private static boolean hasFreeSlot(Optional<CachedRoom> cached) {
        return cached.filter(room -> room.state() == RoomState.OPEN)
                .map(room -> room.snapshot().figures())
                .filter(figures -> figures.waiting() + figures.active() < figures.capacity())
                .isPresent();
    }

    private CompletableFuture<Optional<Entered>> awaitGrant(JoinOutcome outcome, long deadline) {
        return outcome instanceof JoinOutcome.Joined joined
                ? awaitGrant(joined.id(), deadline, FIRST_POLL_DELAY)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletableFuture<Optional<Entered>> awaitGrant(SessionId id, long deadline, Duration delay) {
        return redis.view(id).thenCompose(view -> {
            if (view.filter(it -> it.state() == SessionState.ACTIVE).isPresent()) {
                return CompletableFuture.completedFuture(Optional.of(new Entered(ids.write(id), id, view.get())));
            }
            return System.nanoTime() < deadline ? pollAgain(id, deadline, delay) : abandon(id);
        });
    }

    // With exponential back-off: a leader grants within some milliseconds, or there is none.
    private CompletableFuture<Optional<Entered>> pollAgain(SessionId id, long deadline, Duration delay) {
        var result = new CompletableFuture<Optional<Entered>>();
        Runnable poll = () -> awaitGrant(id, deadline, delay.multipliedBy(2)).whenComplete((entered, error) -> {
            if (error == null) {
                result.complete(entered);
            } else {
                result.completeExceptionally(error);
            }
        });
        cache.timer().schedule(poll, delay.toNanos(), TimeUnit.NANOSECONDS);
        return result;
    }

    // No client got this session's id. It must not delay the sessions behind it.
    private CompletableFuture<Optional<Entered>> abandon(SessionId id) {
        return redis.leave(id).handle((left, error) -> Optional.empty());
    }
}
