package io.waitingroom.granter;

import java.time.Duration;

/**
 * The times at which a granter acts by itself. Joins and freed slots wake it earlier.
 *
 * @param leaseTime how long a lease lasts without a tick
 * @param tick how often a leader renews its lease and advances room time
 */
record Timing(Duration leaseTime, Duration tick) {
    private static final Duration MAX_TICK = Duration.ofMillis(100);
    private static final Duration MIN_TICK = Duration.ofMillis(20);
    private static final Duration MAX_POLL = Duration.ofMillis(250);
    private static final int POLLS_PER_LEASE = 4;

    /**
     * Sets the tick to the length of a window of the pace, so that no window is missed. The bounds keep the lease alive
     * and the load on Redis low.
     */
    static Timing of(Duration leaseTime, Duration rate) {
        return new Timing(leaseTime, max(MIN_TICK, min(MAX_TICK, rate)));
    }

    /** The maximum by which one tick advances room time. */
    Duration maxStep() {
        return tick.multipliedBy(2);
    }

    /** How often a standby tries to take the lease. */
    Duration poll() {
        return min(MAX_POLL, leaseTime.dividedBy(POLLS_PER_LEASE));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
