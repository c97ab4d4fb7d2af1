package io.waitingroom.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends read-only calls to test whether a link works. */
final class Calls {
    private Calls() {}

    static boolean succeeds(RedisLink link) {
        return failures(link, 1, Duration.ofSeconds(5)).isEmpty();
    }

    /** Sends calls at once. Returns the errors of the failed calls; {@link TimeoutException} for a call without a reply. */
    static List<Throwable> failures(RedisLink link, int calls, Duration limit) {
        var inFlight = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < calls; i++) {
            inFlight.add(link.call(Script.SIGNS, ScriptBench.KEYS.room(), new String[0])
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS));
        }
        var failures = new ArrayList<Throwable>();
        for (var call : inFlight) {
            try {
                call.join();
            } catch (CompletionException e) {
                failures.add(e.getCause());
            }
        }
        return failures;
    }
}
