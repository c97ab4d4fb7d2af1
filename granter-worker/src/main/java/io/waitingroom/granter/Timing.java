package io.waitingroom.granter;

import java.time.Duration;

/**
 * When a granter acts by itself. Joins and freed slots call for it earlier.
 *
 * @param leaseTime how long a lease lasts without a tick
 * @param tick how often a leader renews its lease and moves room time on
 */
record Timing(Duration leaseTime, Duration tick) {
    private static final Duration LONGEST_TICK = Duration.ofMillis(100);
    private static final Duration SHORTEST_TICK = Duration.ofMillis(20);
    private static final Duration LONGEST_POLL = Duration.ofMillis(250);
    private static final int POLLS_PER_LEASE = 4;

    /**
     * A tick as long as a window of the pace, so that no window is missed, within bounds that keep a lease alive and
     * Redis free.
     */
    static Timing of(Duration leaseTime, Duration rate) {
        return new Timing(leaseTime, longer(SHORTEST_TICK, shorter(LONGEST_TICK, rate)));
    }

    /** The most that one tick moves room time. */
    Duration mostStep() {
        return tick.multipliedBy(2);
    }

    /** How often a standby asks for the lease. */
    Duration poll() {
        return shorter(LONGEST_POLL, leaseTime.dividedBy(POLLS_PER_LEASE));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
