package io.waitingroom.history;

import java.time.Duration;
import java.util.Optional;

/**
 * The size of a history and the cost of its fault.
 *
 * @param operations the number of calls
 * @param unknown the number of calls without a response; a refusal is a response
 * @param recovered the number of joins that happened although their first response, or every response, was lost. Either the
 *     client repeated the join with the same Idempotency-Key and got a response, or the trail contains a session without a
 *     client
 * @param lost the number of sessions that were acknowledged and that Redis then lost
 * @param resumed the time from the end of the fault to the next activation, if there was one
 * @param lossWindow the time from the first lost acknowledgement to the last one; zero if none was lost
 * @param insideBeyondCapacity the number of visitors whose answers reported ACTIVE before the loss and whose sessions were not
 *     ACTIVE after it. These visitors may be inside beyond the capacity
 * @param clients the number of clients with an acknowledged session
 * @param starvation the clients among these that the recorder itself delayed
 */
public record Tally(
        int operations,
        int unknown,
        int recovered,
        int lost,
        Optional<Duration> resumed,
        Duration lossWindow,
        int insideBeyondCapacity,
        long clients,
        Starvation starvation) {}
