package io.waitingroom.bench;

import java.time.Duration;
import java.util.List;

/**
 * The scale of the measurements.
 *
 * @param turns how often ours and the reference are measured
 * @param warmUp how many requests a server answers before it is measured, so that its JVM compiles the code
 * @param paced the duration of a load with a fixed rate of requests
 * @param load the duration of one turn of a load at full speed
 * @param activations how many sessions are activated at full speed
 * @param leaves how many times a session leaves and the activation of the next one is awaited
 * @param crowds the numbers of waiting sessions in the rooms that are compared, in ascending order
 * @param departed how many abandoned sessions are in front of one visitor
 * @param streams how many streams are open at one API server
 * @param simulated how many crowds are simulated
 * @param takeOvers how many times a leader is killed, and how many times terminated
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
