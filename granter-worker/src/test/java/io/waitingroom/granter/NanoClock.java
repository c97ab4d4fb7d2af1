package io.waitingroom.granter;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that a test sets. */
final class NanoClock implements LongSupplier {
    // Near the end of its range, as System.nanoTime may be: readings can only be subtracted.
    private long now = Long.MAX_VALUE - 1000;
    private Duration perReading = Duration.ZERO;

    void advance(Duration by) {
        now += by.toNanos();
    }

    /** From here on each reading takes time, as if whoever reads were slow. */
    void advanceByReading(Duration by) {
        perReading = by;
    }

    @Override
    public long getAsLong() {
        now += perReading.toNanos();
        return now;
    }
}
