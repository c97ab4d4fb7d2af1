package io.waitingroom.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Caches reads of sessions, so that each session is read at most four times a second however many requests ask for it. A read
 * enters the cache before it starts. The request that put it there starts it outside the cache's locks, and other requests wait
 * for its result.
 */
final class ReadCache {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final int MAX_ENTRIES = 200_000;

    private final Function<SessionId, CompletableFuture<Optional<SessionView>>> source;
    private final ScheduledExecutorService timer;
    private final Cache<SessionId, Read> recent = Caffeine.newBuilder()
            .expireAfterWrite(PERIOD)
            .maximumSize(MAX_ENTRIES)
            .build();

    /**
     * A read of one session.
     *
     * @param startedAt a time no later than the request to Redis, by {@link System#nanoTime}
     * @param followUp the read one period later, if a request needs it; else null
     */
    private record Read(
            long startedAt,
            CompletableFuture<Optional<SessionView>> result,
            AtomicReference<CompletableFuture<Optional<SessionView>>> followUp) {
        static Read startingNow(CompletableFuture<Optional<SessionView>> result) {
            return new Read(System.nanoTime(), result, new AtomicReference<>());
        }

        boolean isSince(long moment) {
            return startedAt - moment >= 0;
        }
    }

    /**
     * @param source reads a session from Redis
     * @param timer starts follow-up reads
     */
    ReadCache(Function<SessionId, CompletableFuture<Optional<SessionView>>> source, ScheduledExecutorService timer) {
        this.source = source;
        this.timer = timer;
    }

    /**
     * Reads the session, from Redis or from a recent read that is not older than what the caller already knows.
     *
     * @param known the moment that the caller already knows
     */
    CompletableFuture<Optional<SessionView>> read(SessionId id, AsOf known) {
        var requestedAt = System.nanoTime();
        var read = since(id, requestedAt - PERIOD.toNanos());
        return read.result.thenCompose(view -> {
            var isRecentEnough = read.isSince(requestedAt)
                    || view.isEmpty()
                    || !AsOf.after(view.get().asOf()).isBefore(known);
            return isRecentEnough ? CompletableFuture.completedFuture(view) : followUp(id, read);
        });
    }

    // All callers for whom this read is too old asked within one period after it started. They share one follow-up
    // read, which starts when that period is over. The cache may then hold an entry that is equally old: the same
    // read stored once more, or the late result of a heartbeat. So only a read that started at or after that time is
    // used.
    private CompletableFuture<Optional<SessionView>> followUp(SessionId id, Read tooOld) {
        var mine = new CompletableFuture<Optional<SessionView>>();
        var first = tooOld.followUp.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        var due = tooOld.startedAt + PERIOD.toNanos();
        var delay = Math.max(0, due - System.nanoTime());
        timer.schedule(() -> forward(since(id, due).result, mine), delay, TimeUnit.NANOSECONDS);
        return mine;
    }

    /** Returns a cached read that started at that moment or later, or else starts one now. */
    private Read since(SessionId id, long moment) {
        var cached = recent.getIfPresent(id);
        if (cached != null && cached.isSince(moment)) {
            return cached;
        }
        var mine = Read.startingNow(new CompletableFuture<>());
        var read = recent.asMap().merge(id, mine, (last, next) -> last.isSince(moment) ? last : next);
        if (read == mine) {
            forward(readSource(id), mine.result);
        }
        return read;
    }

    private CompletableFuture<Optional<SessionView>> readSource(SessionId id) {
        try {
            return source.apply(id);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, error) -> {
            if (error == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(error);
            }
        });
    }

    /** Removes the cached read of a session that has changed. */
    void invalidate(SessionId id) {
        recent.invalidate(id);
    }

    /**
     * Stores the view that a heartbeat returned.
     *
     * @param requestedAt when the heartbeat was sent to Redis, by {@link System#nanoTime}
     */
    void put(SessionId id, long requestedAt, SessionView view) {
        recent.put(
                id,
                new Read(requestedAt, CompletableFuture.completedFuture(Optional.of(view)), new AtomicReference<>()));
    }
}
