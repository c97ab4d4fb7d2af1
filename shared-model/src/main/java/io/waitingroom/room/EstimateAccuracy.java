package io.waitingroom.room;

import java.util.OptionalDouble;

/**
 * The accuracy of past wait estimates. The leader records estimates for some places in the queue; they are checked when
 * the places have had their turn.
 *
 * @param judged the number of estimates that were checked
 * @param inside how many of these had a wait inside the estimated range
 * @param medianError the median relative error of the last 200: (middle of the range − wait) / wait; negative where the
 *     estimate was too short
 */
public record EstimateAccuracy(long judged, long inside, double medianError) {
    /** The accuracy before the first estimate was checked. */
    public static final EstimateAccuracy NONE = new EstimateAccuracy(0, 0, 0);

    /** Returns the share of waits inside their range; empty if no estimate was checked yet. */
    public OptionalDouble insideShare() {
        return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inside / judged);
    }
}
