package io.waitingroom.faults;

/**
 * The size of the crowd that this machine can serve, compared with the full crowd. A drill tests faults, not overload. In a
 * smaller crowd each visitor stays longer, so that as many visitors wait as in the full crowd. If the machine cannot serve even
 * the smallest useful crowd, the visitors poll less often.
 *
 * @param callsPerSecond the number of calls per second that the machine answered in the warm-up
 * @param share the size of the crowd as a share of the full crowd
 * @param pollPauseFactor the factor by which the pauses between polls are longer than usual
 */
record CrowdSize(double callsPerSecond, double share, double pollPauseFactor) {
    /**
     * The share of the machine's maximum call rate that the crowd may use, in a drill of the usual length, when the number of
     * present visitors is at its highest.
     */
    static final double LOAD = 0.25;

    /**
     * The number of heartbeats per second in a full crowd when the number of present visitors is at its highest: 450 visitors
     * each send one heartbeat in two seconds.
     */
    private static final double HEARTBEATS = 450 / 2.0;
    /** The number of polls per second from the same 450 visitors: each sends about two polls per second. */
    private static final double POLLS = 975;
    /**
     * The share of the smallest useful crowd. A smaller crowd would not fill the room, and its visitors would not have to wait.
     */
    private static final double MIN_SHARE = 0.4;
    /**
     * The largest factor for the pauses between polls. With this factor, visitors poll exactly as often as the server asks for.
     */
    private static final double MAX_POLL_PAUSE_FACTOR = 4;

    static CrowdSize on(double callsPerSecond) {
        var affordable = LOAD * callsPerSecond;
        var share = Math.max(MIN_SHARE, Math.min(1, affordable / (HEARTBEATS + POLLS)));
        var polls = Math.max(0, affordable - share * HEARTBEATS);
        var pollPauseFactor = Math.max(1, Math.min(MAX_POLL_PAUSE_FACTOR, share * POLLS / polls));
        return new CrowdSize(callsPerSecond, share, pollPauseFactor);
    }

    /** Converts a number of visitors in the full crowd to the number of visitors in this crowd. */
    int visitors(int fullCrowd) {
        return (int) Math.ceil(share * fullCrowd);
    }

    /**
     * Converts a time in the full crowd to the time in this crowd. In a smaller crowd the time is longer, so that as many
     * visitors are present at once.
     */
    long stretch(long fullCrowd) {
        return Math.round(fullCrowd / share);
    }

    /** Converts a pause between two polls in the full crowd to the pause in this crowd. */
    long pollPause(long fullCrowd) {
        return Math.round(fullCrowd * pollPauseFactor);
    }

    /** Returns the number of calls per second that this crowd sends when the number of present visitors is at its highest. */
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
