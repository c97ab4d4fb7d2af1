package io.waitingroom.faults;

/**
 * How large a crowd this machine bears, beside the full one: a drill is about faults, and not about overload. Where there are
 * fewer people they stay longer, so that as many wait. Where the fewest that make sense are too many, they look less often.
 *
 * @param callsPerSecond that the machine was seen to answer
 * @param part of the full crowd
 * @param patience how many times as long people wait until they look again
 */
record CrowdSize(double callsPerSecond, double part, double patience) {
    /** Of what the machine answers, this much is asked by the largest crowd there is in a drill of the usual length. */
    static final double SHARE = 0.25;

    /** A full crowd while it is largest: 450 people, each of whom sends a heartbeat in two seconds. */
    private static final double HEARTBEATS = 450 / 2.0;
    /** Of the same people, each of whom looks about twice in a second. */
    private static final double LOOKS = 975;
    /** Fewer people would not fill the room and wait for it. */
    private static final double LEAST_PART = 0.4;
    /** Then people look as often as a server tells them, and no more often. */
    private static final double MOST_PATIENCE = 4;

    static CrowdSize on(double callsPerSecond) {
        var bearable = SHARE * callsPerSecond;
        var part = Math.max(LEAST_PART, Math.min(1, bearable / (HEARTBEATS + LOOKS)));
        var looks = Math.max(0, bearable - part * HEARTBEATS);
        var patience = Math.max(1, Math.min(MOST_PATIENCE, part * LOOKS / looks));
        return new CrowdSize(callsPerSecond, part, patience);
    }

    int people(int ofFull) {
        return (int) Math.ceil(part * ofFull);
    }

    /** How long something takes, for as many people to be there. */
    long longer(long ofFull) {
        return Math.round(ofFull / part);
    }

    /** How long somebody waits before looking again. */
    long pause(long ofFull) {
        return Math.round(ofFull * patience);
    }

    /** Of the largest crowd, in a second. */
    double calls() {
        return part * (HEARTBEATS + LOOKS / patience);
    }

    boolean isBorne() {
        return calls() <= SHARE * callsPerSecond * 1.01;
    }

    @Override
    public String toString() {
        var told =
                "this machine (%d processors) answers %.0f calls/s of people; the crowd is %.0f %% of the full one and asks at "
                        + "most %.0f calls/s%s";
        return told.formatted(
                Runtime.getRuntime().availableProcessors(),
                callsPerSecond,
                100 * part,
                calls(),
                isBorne() ? "" : ", which is more than it should be: overload may be among the faults");
    }
}
