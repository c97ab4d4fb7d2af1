package io.waitingroom.status;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Distributes refreshes over time, so that there are at most about sixteen a second. Not thread-safe. */
final class RefreshPace {
    private static final Duration MIN_PERIOD = Duration.ofMillis(60);
    /**
     * A refresh may come earlier than on an even schedule. This is the maximum time by which it may come earlier. So a few refreshes may
     * follow each other without a pause. A client that joins and is granted a moment later then sees both changes without delay.
     */
    private static final Duration BURST = MIN_PERIOD.multipliedBy(2);

    private final LongSupplier nanoTime;
    /** The time when the next refresh is due on an even schedule. */
    private long nextDue;

    RefreshPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        nextDue = nanoTime.getAsLong();
    }

    /** Returns the time, in ns, that the next refresh still has to wait. */
    long delayNanos() {
        return Math.max(0, nextDue - BURST.toNanos() - nanoTime.getAsLong());
    }

    /** Records that a refresh begins now. Returns the current time, in ns. */
    long begin() {
        var now = nanoTime.getAsLong();
        nextDue = now + Math.max(nextDue - now, 0) + MIN_PERIOD.toNanos();
        return now;
    }
}
