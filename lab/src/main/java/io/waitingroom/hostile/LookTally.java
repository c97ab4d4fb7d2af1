package io.waitingroom.hostile;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of the looks of a load. For one thread. */
final class LookTally {
    private static final int OK = 200;
    private static final int SHED = 503;

    private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
    private long sent;
    private long served;
    private long shed;
    private long other;
    private long cut;
    private long heldBack;

    void sent() {
        sent++;
    }

    void answered(int status, long nanos) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
        switch (status) {
            case OK -> served++;
            case SHED -> shed++;
            default -> other++;
        }
    }

    /** The connection ended before these were answered. */
    void cut(int looks) {
        cut += looks;
    }

    /** The connection took no more. */
    void heldBack() {
        heldBack++;
    }

    long served() {
        return served;
    }

    long other() {
        return other;
    }

    double seconds(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                "%d sent, %d held back by the connection; %d answered 200, %d answered 503, %d otherwise, %d cut; "
                        + "answers after %.2f s (p50), %.2f s (p99), %.2f s (longest)",
                sent, heldBack, served, shed, other, cut, seconds(50), seconds(99), seconds(100));
    }
}
