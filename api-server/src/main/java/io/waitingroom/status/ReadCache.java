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
 * Caches reads of sessions. Each session is read at most four times a second, however many requests ask for the session. A read enters the
 * cache before it starts. The request that added the read starts it, outside the locks of the cache. Other requests wait for the result of
 * that read.
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
     * A read of one session, which may still be running.
     *
     * @param startedAt the time when the read was requested from Redis, or slightly before, according to {@link System#nanoTime}
     * @param result the session that was read; empty if it does not exist
     * @param followUp the next read of the session, one period later; null if no request needs it
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
     * Creates an empty cache.
     *
     * @param source the function that reads a session from Redis
     * @param timer the timer that starts follow-up reads
     */
    ReadCache(Function<SessionId, CompletableFuture<Optional<SessionView>>> source, ScheduledExecutorService timer) {
        this.source = source;
        this.timer = timer;
    }

    /**
     * Returns the session, from Redis or from a recent read. A recent read is used only if its result is not older than what the caller
     * already knows.
     *
     * @param known the latest moment of the room's history that the caller already knows
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

    /** Returns a cached read that started at the given time or later. If there is none, starts a read now and returns it. */
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

    /** Removes the cached read of a session, because the session has changed. */
    void invalidate(SessionId id) {
        recent.invalidate(id);
    }

    /**
     * Stores the view of a session that Redis returned for a heartbeat.
     *
     * @param requestedAt the time when the heartbeat was sent to Redis, according to {@link System#nanoTime}
     */
    void put(SessionId id, long requestedAt, SessionView view) {
        recent.put(
                id,
                new Read(requestedAt, CompletableFuture.completedFuture(Optional.of(view)), new AtomicReference<>()));
    }
}
