package io.waitingroom.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param turns how often ours and the reference are measured
 * @param warmUp how many requests a server answers before it is measured; its compilers need them
 * @param paced how long a load of so many requests a second lasts
 * @param load how long each turn of a load lasts
 * @param activations how many people are activated as fast as it goes
 * @param leaves how many times somebody leaves and the next person's turn is awaited
 * @param crowds how many people wait, in the rooms that are compared; each more than the one before
 * @param departed how many people walked away in front of one person
 * @param streams how many people follow their sessions
 * @param simulated how many crowds are simulated
 * @param takeOvers how often a leader is ended in each way
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
