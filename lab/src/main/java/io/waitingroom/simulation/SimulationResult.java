package io.waitingroom.simulation;

import io.waitingroom.room.EstimateAccuracy;
import java.util.Locale;

/**
 * The accuracy of the wait estimates for a crowd. Each visitor is judged by the estimate half-way through the visitor's wait.
 *
 * @param crowd the name of the crowd
 * @param people the number of visitors who waited and were admitted
 * @param insideShare the share of estimates whose range contained the remaining wait
 * @param medianError the median of the relative errors: (middle of the range − remaining wait) / remaining wait; negative if
 *     the estimate was too short
 * @param medianWidth the median of the relative widths: width of the range / middle of the range
 * @param noEstimateShare the share of visitors without an estimate
 * @param room the accuracy that the room itself measured, from the estimates that its leader recorded
 */
public record SimulationResult(
        String crowd,
        long people,
        double insideShare,
        double medianError,
        double medianWidth,
        double noEstimateShare,
        EstimateAccuracy room) {

    /** Formats this result as one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-14s %6d people  inside %5.1f %%  median error %+6.2f  median width %4.2f  no estimate %5.1f %%"
                        + "  (the room: %d judged, inside %.1f %%, median error %+.2f)",
                crowd,
                people,
                100 * insideShare,
                medianError,
                medianWidth,
                100 * noEstimateShare,
                room.judged(),
                100 * room.insideShare().orElse(0),
                room.medianError());
    }
}
