package io.waitingroom.http;

import io.javalin.http.Context;
import java.time.Duration;

/** Tells a client when to send a request again, in whole seconds (Retry-After, RFC 9110, section 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    public static void set(Context ctx, Duration wait) {
        ctx.header("Retry-After", Long.toString(seconds(wait)));
    }

    /** At least one second, and never sooner than the wait is over. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
