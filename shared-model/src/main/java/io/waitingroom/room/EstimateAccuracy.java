package io.waitingroom.room;

import java.util.OptionalDouble;

/**
 * How past estimates of waits turned out, of places in line that the leader noted now and then.
 *
 * @param judged estimates whose places have had their turn
 * @param inside of those, the ones whose wait was inside the estimated range
 * @param medianError of the last 200: by how much the middle of the range was longer than the wait, as a part of the wait;
 *     less than 0 where it was shorter
 */
public record EstimateAccuracy(long judged, long inside, double medianError) {
    /** Nothing was judged yet. */
    public static final EstimateAccuracy NONE = new EstimateAccuracy(0, 0, 0);

    /** The share of waits that were inside their range; empty where none was judged yet. */
    public OptionalDouble insideShare() {
        return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inside / judged);
    }
}
