package io.waitingroom.history;

import java.time.Duration;
import java.util.List;

/**
 * Clients whose own recorder held them up for so long that they did not send heartbeats as told. What happens to them proves
 * nothing for the room, or against it.
 *
 * @param clients how many
 * @param expired those of them who expired, and would be a violation had they been on time
 * @param longest for which the recorder held somebody up
 */
public record Starvation(int clients, int expired, Duration longest) {
    /** More of all clients, and too few sent heartbeats as told for the others to prove anything. */
    private static final double MOST = 0.05;

    static Starvation of(Evidence evidence) {
        var clients = evidence.clients().values().stream()
                .filter(Client::isAcknowledged)
                .map(client -> new Heartbeats(evidence, client))
                .toList();
        return new Starvation(
                (int) clients.stream().filter(Heartbeats::wereHeldUp).count(),
                (int) clients.stream().filter(Heartbeats::mayHaveBeenHeldUp).count(),
                longest(evidence.history().stalls()));
    }

    private static Duration longest(List<Stall> stalls) {
        return stalls.stream().map(Stall::length).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Whether a history with so many clients proves what it seems to. */
    boolean leavesProof(long of) {
        return expired == 0 && clients <= MOST * of;
    }
}
