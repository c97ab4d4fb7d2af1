package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who was told that they have joined is in the trail and ends there, or was lost and is told so. */
final class Acknowledged {
    private Acknowledged() {}

    static Optional<Finding> check(Evidence evidence, Client client) {
        if (evidence.isGone(client)) {
            return Optional.empty();
        }
        if (evidence.isLost(client)) {
            return told(evidence, client);
        }
        var path = evidence.path(client);
        if (path.isEmpty()) {
            return finding(client, "was acknowledged and is not in the trail", List.of());
        }
        return Replay.isEnd(path.get().state())
                ? Optional.empty()
                : finding(client, "was acknowledged and has no end", path.get().steps());
    }

    // A refusal tells nobody anything: what counts is the last answer that speaks of the session.
    private static Optional<Finding> told(Evidence evidence, Client client) {
        var loss = evidence.loss().orElseThrow().after(client.joins().get(0).end());
        var steps = evidence.path(client).map(Path::steps).orElse(List.of());
        var last = client.asks().stream()
                .filter(ask -> ask.start() > loss && Said.by(ask).isPresent())
                .max(Comparator.comparingLong(Call::end));
        if (last.isEmpty()) {
            return finding(client, "was lost and never told", steps);
        }
        return Said.by(last.get()).orElseThrow() == Said.UNKNOWN
                ? Optional.empty()
                : finding(client, "was lost and told otherwise", steps);
    }

    private static Optional<Finding> finding(Client client, String what, List<?> others) {
        var lines = new ArrayList<Object>();
        lines.add(client.joins().get(0));
        lines.addAll(others);
        var asks = client.asks();
        lines.addAll(asks.subList(Math.max(0, asks.size() - 10), asks.size()));
        return Optional.of(new Finding(
                client.person() + " " + what, lines.stream().distinct().toList()));
    }
}
