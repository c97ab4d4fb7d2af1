package io.waitingroom.bench;

import java.time.Duration;
import java.util.List;

/**
 * The scale of the measurements.
 *
 * @param turns the number of turns; each turn measures our value and the reference's value once
 * @param warmUp the number of requests that a server answers before it is measured, so that its JVM compiles the code
 * @param paced the duration of a load with a fixed rate of requests
 * @param load the duration of one turn of a load at full speed
 * @param activations the number of sessions that a granter activates at full speed
 * @param leaves the number of leaves that are measured; after each of them, the next session becomes ACTIVE; also the number of
 *     first visits that are measured
 * @param crowds the numbers of waiting sessions in the rooms that are compared, in ascending order
 * @param departed the number of abandoned sessions in front of one visitor
 * @param streams the number of streams that are open at one API server
 * @param simulated the number of crowds that are simulated
 * @param takeOvers the number of kills of a leader, and also the number of terminations of a leader
 */
record Scale(
        int turns,
        int warmUp,
        Duration paced,
        Duration load,
        int activations,
        int leaves,
        List<Integer> crowds,
        int departed,
        int streams,
        int simulated,
        int takeOvers) {
    static final Scale FULL = new Scale(
            7,
            300_000,
            Duration.ofSeconds(12),
            Duration.ofSeconds(2),
            100_000,
            1_500,
            List.of(1_000, 10_000, 100_000, 1_000_000),
            800_000,
            10_000,
            5,
            3);
    static final Scale QUICK = new Scale(
            2,
            60_000,
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            30_000,
            200,
            List.of(1_000, 10_000, 100_000),
            80_000,
            1_000,
            1,
            1);

    int smallestCrowd() {
        return crowds.get(0);
    }

    int largestCrowd() {
        return crowds.get(crowds.size() - 1);
    }
}
