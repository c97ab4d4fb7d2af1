package io.waitingroom.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process brings about. */
final class Await {
    private static final long LOOK_MICROS = 500;
    private static final long SELDOM_LOOK_MICROS = 10_000;

    private Await() {}

    /**
     * Returns when it holds.
     *
     * @throws IllegalStateException if it does not within the limit
     */
    static void until(long limitSeconds, String what, Callable<Boolean> condition) throws InterruptedException {
        until(limitSeconds, what, LOOK_MICROS, condition);
    }

    /** {@link #until} with seldom looks, for what a look would slow down. */
    static void untilSeldomLooking(long limitSeconds, String what, Callable<Boolean> condition)
            throws InterruptedException {
        until(limitSeconds, what, SELDOM_LOOK_MICROS, condition);
    }

    private static void until(long limitSeconds, String what, long lookMicros, Callable<Boolean> condition)
            throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("in " + limitSeconds + " s it did not come about that " + what);
            }
            TimeUnit.MICROSECONDS.sleep(lookMicros);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws InterruptedException {
        try {
            return condition.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
