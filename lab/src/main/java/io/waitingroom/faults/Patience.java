package io.waitingroom.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for what must come. */
final class Patience {
    private static final long LOOK_MILLIS = 20;

    private Patience() {}

    /**
     * Waits until it holds.
     *
     * @throws IllegalStateException if that takes longer than the limit
     */
    static void until(String what, Duration limit, BooleanSupplier holds) {
        if (!soon(limit, holds)) {
            throw new IllegalStateException("waited in vain for " + limit.toSeconds() + " s: " + what);
        }
    }

    /** Waits until it holds or the time is up; whether it holds. */
    static boolean soon(Duration limit, BooleanSupplier holds) {
        var end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pass(Duration.ofMillis(LOOK_MILLIS));
        }
        return true;
    }

    /** Lets time pass. */
    static void pass(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
