package io.waitingroom.granter;

import io.waitingroom.room.SilentLeader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices, on this process's own monotonic clock, that a leader's tick stands still. A lease alone cannot show that:
 * when Redis's clock is stepped back, a dead leader's lease lasts for as long as the step.
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

    /** Takes note of a leader and its tick. */
    void saw(String token, long ticks) {
        var seen = new SilentLeader(token, ticks);
        if (!seen.equals(last)) {
            last = seen;
            since = nanoTime.getAsLong();
        }
    }

    /** The leader that was seen last, if its tick has stood still for the limit. */
    Optional<SilentLeader> silent() {
        var still = last != null && nanoTime.getAsLong() - since >= limit.toNanos();
        return still ? Optional.of(last) : Optional.empty();
    }

    /** Forgets what was seen: nobody else leads any more, or Redis was away and nothing could be seen. */
    void reset() {
        last = null;
    }
}
