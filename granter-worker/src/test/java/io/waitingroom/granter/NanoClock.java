package io.waitingroom.granter;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that the test controls. */
final class NanoClock implements LongSupplier {
    // Near the overflow, which System.nanoTime may also reach: only the difference of two readings is valid.
    private long now = Long.MAX_VALUE - 1000;
    private Duration perReading = Duration.ZERO;

    void advance(Duration by) {
        now += by.toNanos();
    }

    /** Advances the clock at each reading from now on, to simulate a slow process. */
    void advanceByReading(Duration by) {
        perReading = by;
    }

    @Override
    public long getAsLong() {
        now += perReading.toNanos();
        return now;
    }
}
