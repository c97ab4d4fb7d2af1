package io.waitingroom.standing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads sessions, each at most four times a second however often it is asked for. */
final class RecentReads {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final int MOST = 200_000;

    private record Read(long begun, CompletableFuture<Optional<SessionView>> answer) {}

    private final Function<SessionId, CompletableFuture<Optional<SessionView>>> source;
    private final Cache<SessionId, Read> recent =
            Caffeine.newBuilder().expireAfterWrite(PERIOD).maximumSize(MOST).build();

    /** @param source asks Redis */
    RecentReads(Function<SessionId, CompletableFuture<Optional<SessionView>>> source) {
        this.source = source;
    }

    /**
     * What Redis says of the session: now, or recently where that is not older than the caller knows already.
     *
     * @param asOf what the caller knows
     */
    CompletableFuture<Optional<SessionView>> read(SessionId id, long asOf) {
        var asked = System.nanoTime();
        var read = recent.get(id, this::begin);
        return read.answer.thenCompose(view -> {
            var good = isSince(asked, read) || view.isEmpty() || view.get().asOf() >= asOf;
            return good ? CompletableFuture.completedFuture(view) : readLater(id, asked, read);
        });
    }

    // What is found by then may be as old: the same once more, or the late answer to a heartbeat.
    private CompletableFuture<Optional<SessionView>> readLater(SessionId id, long asked, Read tooOld) {
        var pause = PERIOD.toNanos() - (System.nanoTime() - tooOld.begun);
        return CompletableFuture.supplyAsync(
                        () -> recent.asMap().compute(id, (same, read) -> isSince(asked, read) ? read : begin(id)),
                        CompletableFuture.delayedExecutor(Math.max(0, pause) + 1_000_000, TimeUnit.NANOSECONDS))
                .thenCompose(Read::answer);
    }

    private static boolean isSince(long asked, Read read) {
        return read != null && read.begun - asked >= 0;
    }

    private Read begin(SessionId id) {
        return new Read(System.nanoTime(), source.apply(id));
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
        recent.put(id, new Read(begun, CompletableFuture.completedFuture(Optional.of(view))));
    }
}
