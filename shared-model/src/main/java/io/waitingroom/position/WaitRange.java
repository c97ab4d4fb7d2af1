package io.waitingroom.position;

/**
 * How long somebody may still wait.
 *
 * @param minSeconds hardly shorter
 * @param maxSeconds hardly longer; at most twice {@code minSeconds} and 30 more
 */
public record WaitRange(long minSeconds, long maxSeconds) {
    private static final int LEEWAY_SECONDS = 30;

    /** @throws IllegalArgumentException if the range is upside down or too wide to be of use */
    public WaitRange {
        if (minSeconds < 0 || maxSeconds < minSeconds || maxSeconds > most(minSeconds)) {
            throw new IllegalArgumentException("no range of waits: " + minSeconds + " to " + maxSeconds + " s");
        }
    }

    private static long most(long minSeconds) {
        return 2 * minSeconds + LEEWAY_SECONDS;
    }

    /** Around a likely wait, drawn in from both sides in equal parts where the range would be too wide to be of use. */
    static WaitRange around(double seconds, double least, double most) {
        var width = (most - seconds) + 2 * (seconds - least);
        var part = Math.min(1, (seconds + LEEWAY_SECONDS) / width);
        var min = (long) Math.floor(seconds - part * (seconds - least));
        return new WaitRange(min, Math.min((long) Math.ceil(seconds + part * (most - seconds)), most(min)));
    }

    /** The middle of the range, in seconds. */
    public double middle() {
        return (minSeconds + maxSeconds) / 2.0;
    }
}
