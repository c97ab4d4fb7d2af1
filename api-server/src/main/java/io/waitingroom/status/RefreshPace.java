package io.waitingroom.status;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Spaces refreshes out, so that there are at most about sixteen a second. Not thread-safe. */
final class RefreshPace {
    private static final Duration MIN_PERIOD = Duration.ofMillis(60);
    /**
     * How far refreshes may run ahead of an even schedule. A few may follow each other at once, so that a client that joins and is
     * granted a moment later sees both without delay.
     */
    private static final Duration BURST = MIN_PERIOD.multipliedBy(2);

    private final LongSupplier nanoTime;
    /** When the next refresh is due on an even schedule. */
    private long nextDue;

    RefreshPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        nextDue = nanoTime.getAsLong();
    }

    /** Returns how long the next refresh has to wait from now, in ns. */
    long delayNanos() {
        return Math.max(0, nextDue - BURST.toNanos() - nanoTime.getAsLong());
    }

    /** Begins a refresh and returns its time, in ns. */
    long begin() {
        var now = nanoTime.getAsLong();
        nextDue = now + Math.max(nextDue - now, 0) + MIN_PERIOD.toNanos();
        return now;
    }
}
