package io.waitingroom.history;

import java.time.Duration;
import java.util.Optional;

/**
 * What a history consists of, and what a fault cost.
 *
 * @param operations calls of clients
 * @param unknown calls that got no answer; a refusal is one
 * @param recovered joins that happened although their first answer, or every answer, went astray: repeated with the same
 *     Idempotency-Key and then answered, or in the trail and held by nobody
 * @param lost sessions that were acknowledged and that Redis then lost
 * @param resumed from the end of the fault to the next activation seen, where there was one
 * @param lossWindow from the first acknowledgement that was lost to the last; zero where none was
 * @param insideBeyond people who had been told that they are ACTIVE, and were not after the loss: they may be inside
 *     beyond capacity
 * @param clients who were told of a session
 * @param starvation those of them whom the recorder itself held up
 */
public record Tally(
        int operations,
        int unknown,
        int recovered,
        int lost,
        Optional<Duration> resumed,
        Duration lossWindow,
        int insideBeyond,
        long clients,
        Starvation starvation) {}
