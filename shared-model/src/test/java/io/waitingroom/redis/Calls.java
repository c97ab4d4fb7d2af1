package io.waitingroom.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that change nothing, to see whether a link works. */
final class Calls {
    private Calls() {}

    static boolean succeeds(RedisLink link) {
        return failures(link, 1, Duration.ofSeconds(5)).isEmpty();
    }

    /** What the calls that failed, of so many at once, failed with; a {@link TimeoutException} if still under way. */
    static List<Throwable> failures(RedisLink link, int calls, Duration limit) {
        var underWay = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < calls; i++) {
            underWay.add(link.call(Script.SIGNS, ScriptBench.KEYS.room(), new String[0])
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS));
        }
        var failures = new ArrayList<Throwable>();
        for (var call : underWay) {
            try {
                call.join();
            } catch (CompletionException e) {
                failures.add(e.getCause());
            }
        }
        return failures;
    }
}
