package io.waitingroom.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits, by polling, for a condition that another process fulfils. */
final class Await {
    private static final long POLL_MICROS = 500;
    private static final long SLOW_POLL_MICROS = 10_000;

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param what the condition in words, for the error message
     * @throws IllegalStateException if the condition does not hold within the limit
     */
    static void until(long limitSeconds, String what, Callable<Boolean> condition) throws InterruptedException {
        until(limitSeconds, what, POLL_MICROS, condition);
    }

    /**
     * Does the same as {@link #until} with a longer polling interval. Use this method if frequent polling would slow down the
     * other process.
     */
    static void untilPollingSlowly(long limitSeconds, String what, Callable<Boolean> condition)
            throws InterruptedException {
        until(limitSeconds, what, SLOW_POLL_MICROS, condition);
    }

    private static void until(long limitSeconds, String what, long pollMicros, Callable<Boolean> condition)
            throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("timeout after " + limitSeconds + " s, waiting until " + what);
            }
            TimeUnit.MICROSECONDS.sleep(pollMicros);
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
