package io.waitingroom.position;

/**
 * An estimated range of the remaining wait.
 *
 * @param minSeconds a lower bound that the wait rarely undercuts
 * @param maxSeconds an upper bound that the wait rarely exceeds; at most {@code 2 * minSeconds + 30}
 */
public record WaitRange(long minSeconds, long maxSeconds) {
    private static final int LEEWAY_SECONDS = 30;

    /** @throws IllegalArgumentException if the minimum exceeds the maximum, or the range is too wide to be useful */
    public WaitRange {
        if (minSeconds < 0 || maxSeconds < minSeconds || maxSeconds > maxFor(minSeconds)) {
            throw new IllegalArgumentException("no range of waits: " + minSeconds + " to " + maxSeconds + " s");
        }
    }

    private static long maxFor(long minSeconds) {
        return 2 * minSeconds + LEEWAY_SECONDS;
    }

    /**
     * Creates a range around a likely wait. A range that is too wide to be useful is narrowed on both sides in
     * proportion.
     */
    static WaitRange around(double seconds, double lower, double upper) {
        var width = (upper - seconds) + 2 * (seconds - lower);
        var part = Math.min(1, (seconds + LEEWAY_SECONDS) / width);
        var min = (long) Math.floor(seconds - part * (seconds - lower));
        return new WaitRange(min, Math.min((long) Math.ceil(seconds + part * (upper - seconds)), maxFor(min)));
    }

    /** The middle of the range, in seconds. */
    public double middle() {
        return (minSeconds + maxSeconds) / 2.0;
    }
}
