package io.waitingroom.simulation;

import io.waitingroom.room.EstimateAccuracy;
import java.util.Locale;

/**
 * How the estimates turned out that a crowd was given, each half-way through the wait of its person.
 *
 * @param crowd its name
 * @param people who waited and were admitted
 * @param insideShare of those who were given a range, the ones whose remaining wait was inside
 * @param medianError by how much the middle of the range was longer than what remained, as a part of that
 * @param medianWidth how wide the range was, as a part of its middle
 * @param noneShare of all, the ones who were told that nothing can be said
 * @param room what the room itself found of the places that its leader noted
 */
public record Turnout(
        String crowd,
        long people,
        double insideShare,
        double medianError,
        double medianWidth,
        double noneShare,
        EstimateAccuracy room) {

    /** A line of a table. */
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
                100 * noneShare,
                room.judged(),
                100 * room.insideShare().orElse(0),
                room.medianError());
    }
}
