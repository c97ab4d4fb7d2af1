package io.waitingroom.http;

import io.javalin.http.Context;
import java.time.Duration;

/** Sets the header Retry-After, in whole seconds (RFC 9110, section 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    public static void set(Context ctx, Duration wait) {
        ctx.header("Retry-After", Long.toString(seconds(wait)));
    }

    /** Returns the wait in seconds, rounded up to a whole number. Returns at least 1. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
