package io.waitingroom.granter;

import io.waitingroom.room.SilentLeader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Detects on this process's own monotonic clock that a leader's tick has stopped. The lease alone cannot show that: if
 * Redis's clock is set back, the lease of a dead leader lives longer by the same time.
 */
final class SilentLeaderDetector {
    private final Duration limit;
    private final LongSupplier nanoTime;
    private SilentLeader last;
    private long since;

    SilentLeaderDetector(Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** Records a leader and its tick. */
    void observe(String token, long ticks) {
        var current = new SilentLeader(token, ticks);
        if (!current.equals(last)) {
            last = current;
            since = nanoTime.getAsLong();
        }
    }

    /** Returns the last observed leader if its tick has not advanced for the limit. */
    Optional<SilentLeader> silent() {
        var still = last != null && nanoTime.getAsLong() - since >= limit.toNanos();
        return still ? Optional.of(last) : Optional.empty();
    }

    /**
     * Clears the observation: no other granter leads any more, or Redis was unavailable and no tick could be observed.
     */
    void reset() {
        last = null;
    }
}
