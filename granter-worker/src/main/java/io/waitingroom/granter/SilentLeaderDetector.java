package io.waitingroom.granter;

import io.waitingroom.room.SilentLeader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Detects that a leader's ticks have stopped. It measures time on the monotonic clock of this process. The lease alone
 * is not enough: if the clock of Redis is set back by an hour, the lease of a dead leader lasts an hour longer.
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

    /** Records the token of the leader and its current number of ticks. */
    void observe(String token, long ticks) {
        var current = new SilentLeader(token, ticks);
        if (!current.equals(last)) {
            last = current;
            since = nanoTime.getAsLong();
        }
    }

    /** Returns the last observed leader if its number of ticks has stayed the same for at least the time limit. */
    Optional<SilentLeader> silent() {
        var still = last != null && nanoTime.getAsLong() - since >= limit.toNanos();
        return still ? Optional.of(last) : Optional.empty();
    }

    /**
     * Clears the observation. The caller does this if no other granter leads any more, or if Redis was unavailable and
     * no tick could be observed.
     */
    void reset() {
        last = null;
    }
}
