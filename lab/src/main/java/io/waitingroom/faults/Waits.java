package io.waitingroom.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Waits {
    private static final long POLL_MILLIS = 20;

    private Waits() {}

    /**
     * Waits until the condition holds.
     *
     * @param what the description of the condition, for the message
     * @throws IllegalStateException if the wait takes longer than the limit
     */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!holdsWithin(limit, condition)) {
            throw new IllegalStateException("waited in vain for " + limit.toSeconds() + " s: " + what);
        }
    }

    /** Waits until the condition holds, but no longer than the limit. Returns whether the condition holds. */
    static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            sleep(Duration.ofMillis(POLL_MILLIS));
        }
        return true;
    }

    static void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
