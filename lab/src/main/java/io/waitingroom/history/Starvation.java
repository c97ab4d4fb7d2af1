package io.waitingroom.history;

import java.time.Duration;
import java.util.List;

/**
 * Counts the clients that their own recorder delayed so long that they did not send heartbeats in time. Their sessions prove
 * nothing for the room or against it.
 *
 * @param clients the number of these clients
 * @param expired the number of them whose sessions expired; each would be a violation had its client been on time
 * @param maxStall the longest delay by the recorder
 */
public record Starvation(int clients, int expired, Duration maxStall) {
    /** The share of all clients above which too few sent heartbeats in time for the others to prove anything. */
    private static final double MAX_SHARE = 0.05;

    static Starvation of(Evidence evidence) {
        var clients = evidence.clients().values().stream()
                .filter(Client::isAcknowledged)
                .map(client -> new Heartbeats(evidence, client))
                .toList();
        return new Starvation(
                (int) clients.stream().filter(Heartbeats::wereDelayed).count(),
                (int) clients.stream().filter(Heartbeats::mayHaveExpiredByDelay).count(),
                maxStall(evidence.history().stalls()));
    }

    private static Duration maxStall(List<Stall> stalls) {
        return stalls.stream().map(Stall::length).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Returns whether a history with this number of clients still proves anything. */
    boolean allowsProof(long allClients) {
        return expired == 0 && clients <= MAX_SHARE * allClients;
    }
}
