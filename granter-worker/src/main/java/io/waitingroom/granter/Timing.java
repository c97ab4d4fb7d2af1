package io.waitingroom.granter;

import java.time.Duration;

/**
 * The intervals at which a granter acts if no message wakes it. A join or a freed slot sends such a message.
 *
 * @param leaseTime how long a lease lasts without a tick
 * @param tick the time between two ticks of a leader; each tick renews its lease and advances room time
 */
record Timing(Duration leaseTime, Duration tick) {
    private static final Duration MAX_TICK = Duration.ofMillis(100);
    private static final Duration MIN_TICK = Duration.ofMillis(20);
    private static final Duration MAX_POLL = Duration.ofMillis(250);
    private static final int POLLS_PER_LEASE = 4;

    /**
     * Creates the timing of a granter. The tick is as long as a window of the pace, so that no window is missed. The
     * tick also has a maximum, which keeps the lease alive, and a minimum, which keeps the load on Redis low.
     *
     * @param rate the length of a window of the pace
     */
    static Timing of(Duration leaseTime, Duration rate) {
        return new Timing(leaseTime, max(MIN_TICK, min(MAX_TICK, rate)));
    }

    /** Returns the maximum by which one tick advances room time. */
    Duration maxStep() {
        return tick.multipliedBy(2);
    }

    /** Returns the time between two attempts of a standby to take the lease. */
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
