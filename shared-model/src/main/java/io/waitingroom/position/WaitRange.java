package io.waitingroom.position;

/**
 * An estimated range of the remaining wait.
 *
 * @param minSeconds the lower bound: the wait is rarely shorter
 * @param maxSeconds the upper bound: the wait is rarely longer; at most {@code 2 * minSeconds + 30}
 */
public record WaitRange(long minSeconds, long maxSeconds) {
    private static final int LEEWAY_SECONDS = 30;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the minimum is negative or exceeds the maximum, or if the range is too wide
     *     to be useful
     */
    public WaitRange {
        if (minSeconds < 0 || maxSeconds < minSeconds || maxSeconds > maxFor(minSeconds)) {
            throw new IllegalArgumentException("no range of waits: " + minSeconds + " to " + maxSeconds + " s");
        }
    }

    private static long maxFor(long minSeconds) {
        return 2 * minSeconds + LEEWAY_SECONDS;
    }

    /**
     * Creates a range around a likely wait. If the range would be too wide to be useful, both sides are shortened by
     * the same factor.
     *
     * @param seconds the likely wait
     * @param lower the shortest wait, in seconds
     * @param upper the longest wait, in seconds
     */
    static WaitRange around(double seconds, double lower, double upper) {
        var width = (upper - seconds) + 2 * (seconds - lower);
        var part = Math.min(1, (seconds + LEEWAY_SECONDS) / width);
        var min = (long) Math.floor(seconds - part * (seconds - lower));
        return new WaitRange(min, Math.min((long) Math.ceil(seconds + part * (upper - seconds)), maxFor(min)));
    }

    /** Returns the middle of the range, in seconds. */
    public double middle() {
        return (minSeconds + maxSeconds) / 2.0;
    }
}
