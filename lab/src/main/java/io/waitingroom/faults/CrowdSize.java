package io.waitingroom.faults;

/**
 * The size of the crowd that this machine can serve, compared with the full one: a drill tests faults, not overload. In a
 * smaller crowd visitors stay longer, so that as many wait. Where the smallest useful crowd is too large, visitors poll less
 * often.
 *
 * @param callsPerSecond the calls that the machine answered per second in the warm-up
 * @param share the share of the full crowd
 * @param pollPauseFactor the factor by which the pauses between polls are longer
 */
record CrowdSize(double callsPerSecond, double share, double pollPauseFactor) {
    /** The share of the machine's capacity that the crowd uses when it is largest in a drill of the usual length. */
    static final double LOAD = 0.25;

    /** Heartbeats per second of a full crowd when it is largest: 450 visitors with one heartbeat in two seconds each. */
    private static final double HEARTBEATS = 450 / 2.0;
    /** Polls per second of the same visitors, about two each. */
    private static final double POLLS = 975;
    /** A smaller crowd would not fill the room and have visitors wait. */
    private static final double MIN_SHARE = 0.4;
    /** With this factor visitors poll as often as the server asks for, and no more often. */
    private static final double MAX_POLL_PAUSE_FACTOR = 4;

    static CrowdSize on(double callsPerSecond) {
        var affordable = LOAD * callsPerSecond;
        var share = Math.max(MIN_SHARE, Math.min(1, affordable / (HEARTBEATS + POLLS)));
        var polls = Math.max(0, affordable - share * HEARTBEATS);
        var pollPauseFactor = Math.max(1, Math.min(MAX_POLL_PAUSE_FACTOR, share * POLLS / polls));
        return new CrowdSize(callsPerSecond, share, pollPauseFactor);
    }

    /** Scales a number of visitors of the full crowd. */
    int visitors(int fullCrowd) {
        return (int) Math.ceil(share * fullCrowd);
    }

    /** Stretches a time of the full crowd, so that as many visitors are present at once. */
    long stretch(long fullCrowd) {
        return Math.round(fullCrowd / share);
    }

    /** Stretches a pause between two polls. */
    long pollPause(long fullCrowd) {
        return Math.round(fullCrowd * pollPauseFactor);
    }

    /** Returns the calls per second when the crowd is largest. */
    double maxCallsPerSecond() {
        return share * (HEARTBEATS + POLLS / pollPauseFactor);
    }

    boolean isAffordable() {
        return maxCallsPerSecond() <= LOAD * callsPerSecond * 1.01;
    }

    @Override
    public String toString() {
        var text =
                "this machine (%d processors) answers %.0f calls/s of people; the crowd is %.0f %% of the full one and asks at "
                        + "most %.0f calls/s%s";
        return text.formatted(
                Runtime.getRuntime().availableProcessors(),
                callsPerSecond,
                100 * share,
                maxCallsPerSecond(),
                isAffordable() ? "" : ", which is more than it should be: overload may be among the faults");
    }
}
