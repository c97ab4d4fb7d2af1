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
 * Reads sessions, each at most four times a second however often it is asked for. The cache holds a read before it has
 * begun: the request that put it there begins it outside the cache's locks, and the others wait for its answer.
 */
final class ReadCache {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final int MOST = 200_000;

    private final Function<SessionId, CompletableFuture<Optional<SessionView>>> source;
    private final ScheduledExecutorService timer;
    private final Cache<SessionId, Read> recent =
            Caffeine.newBuilder().expireAfterWrite(PERIOD).maximumSize(MOST).build();

    /**
     * @param begun no later than Redis was asked, by {@link System#nanoTime}
     * @param later the read that follows a period after, where somebody needs it
     */
    private record Read(
            long begun,
            CompletableFuture<Optional<SessionView>> answer,
            AtomicReference<CompletableFuture<Optional<SessionView>>> later) {
        static Read now(CompletableFuture<Optional<SessionView>> answer) {
            return new Read(System.nanoTime(), answer, new AtomicReference<>());
        }

        boolean isSince(long moment) {
            return begun - moment >= 0;
        }
    }

    /**
     * @param source asks Redis
     * @param timer begins what is to be read later
     */
    ReadCache(Function<SessionId, CompletableFuture<Optional<SessionView>>> source, ScheduledExecutorService timer) {
        this.source = source;
        this.timer = timer;
    }

    /**
     * What Redis says of the session: now, or recently where that is not older than the caller knows already.
     *
     * @param known by the caller
     */
    CompletableFuture<Optional<SessionView>> read(SessionId id, AsOf known) {
        var asked = System.nanoTime();
        var read = since(id, asked - PERIOD.toNanos());
        return read.answer.thenCompose(view -> {
            var good = read.isSince(asked)
                    || view.isEmpty()
                    || !AsOf.after(view.get().asOf()).isBefore(known);
            return good ? CompletableFuture.completedFuture(view) : later(id, read);
        });
    }

    // All whom this read is too old for asked within a period after it began, and share the one that follows then. What
    // is
    // remembered by then may be as old: the same once more, or the late answer to a heartbeat.
    private CompletableFuture<Optional<SessionView>> later(SessionId id, Read tooOld) {
        var mine = new CompletableFuture<Optional<SessionView>>();
        var first = tooOld.later.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        var due = tooOld.begun + PERIOD.toNanos();
        var pause = Math.max(0, due - System.nanoTime());
        timer.schedule(() -> passOn(since(id, due).answer, mine), pause, TimeUnit.NANOSECONDS);
        return mine;
    }

    /** The read that began then or after, or else one that begins now. */
    private Read since(SessionId id, long moment) {
        var there = recent.getIfPresent(id);
        if (there != null && there.isSince(moment)) {
            return there;
        }
        var mine = Read.now(new CompletableFuture<>());
        var read = recent.asMap().merge(id, mine, (last, next) -> last.isSince(moment) ? last : next);
        if (read == mine) {
            passOn(ask(id), mine.answer);
        }
        return read;
    }

    private CompletableFuture<Optional<SessionView>> ask(SessionId id) {
        try {
            return source.apply(id);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> void passOn(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, error) -> {
            if (error == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(error);
            }
        });
    }

    /** What is remembered of a session is true no more. */
    void forget(SessionId id) {
        recent.invalidate(id);
    }

    /**
     * What a step that the session's holder asked for has just shown.
     *
     * @param begun when it was asked for, by {@link System#nanoTime}
     */
    void saw(SessionId id, long begun, SessionView view) {
        recent.put(id, new Read(begun, CompletableFuture.completedFuture(Optional.of(view)), new AtomicReference<>()));
    }
}
