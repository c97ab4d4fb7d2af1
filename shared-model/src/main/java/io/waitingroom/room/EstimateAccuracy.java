package io.waitingroom.room;

import java.util.OptionalDouble;

/**
 * The accuracy of past wait estimates. The leader records the estimates for some places in the queue. Each estimate is
 * checked after its place has had its turn.
 *
 * @param judged the number of estimates that were checked
 * @param inside the number of checked estimates whose range contained the real wait
 * @param medianError the median relative error of the last 200 checked estimates. The error is (middle of the range −
 *     wait) / wait. It is negative if the estimate was too short
 */
public record EstimateAccuracy(long judged, long inside, double medianError) {
    /** The accuracy before the first estimate is checked. */
    public static final EstimateAccuracy NONE = new EstimateAccuracy(0, 0, 0);

    /**
     * Returns the share of checked estimates whose range contained the real wait, from 0 to 1. Returns empty if no
     * estimate was checked yet.
     */
    public OptionalDouble insideShare() {
        return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inside / judged);
    }
}
