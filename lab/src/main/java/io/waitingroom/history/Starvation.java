package io.waitingroom.history;

import java.time.Duration;
import java.util.List;

/**
 * The number of clients that did not send heartbeats in time because the recorder itself delayed them. Their sessions prove
 * nothing about the room, neither for it nor against it.
 *
 * @param clients the number of these clients
 * @param expired the number of these clients whose sessions expired. Each expiry would be a violation if the client had been in
 *     time
 * @param maxStall the longest delay of the recorder
 */
public record Starvation(int clients, int expired, Duration maxStall) {
    /**
     * The maximum share of delayed clients. If the share is higher, the history proves nothing, because too few clients sent
     * heartbeats in time.
     */
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
