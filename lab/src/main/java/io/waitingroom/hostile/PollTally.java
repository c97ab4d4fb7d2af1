package io.waitingroom.hostile;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts the outcomes of the polls that a {@link PollLoad} sends. Not thread-safe. */
final class PollTally {
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

    /** Counts polls whose connection ended before the response. */
    void cut(int polls) {
        cut += polls;
    }

    /** Counts a poll that was not sent, because its connection accepted no more polls. */
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
                "%d sent, %d not accepted by the connection; %d answered 200, %d answered 503, %d otherwise, %d cut off; "
                        + "latency %.2f s (p50), %.2f s (p99), %.2f s (max)",
                sent, heldBack, served, shed, other, cut, seconds(50), seconds(99), seconds(100));
    }
}
