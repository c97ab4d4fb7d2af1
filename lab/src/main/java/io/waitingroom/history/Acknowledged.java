package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Requires that the audit trail contains each acknowledged session and its end. If Redis lost the session, the client's last
 * answer with a state must say that the session is unknown.
 */
final class Acknowledged {
    private Acknowledged() {}

    static Optional<Finding> check(Evidence evidence, Client client) {
        if (evidence.endedBeforeTrail(client)) {
            return Optional.empty();
        }
        if (evidence.isLost(client)) {
            return checkLost(evidence, client);
        }
        var path = evidence.path(client);
        if (path.isEmpty()) {
            return finding(client, "was acknowledged and is not in the trail", List.of());
        }
        return Replay.isEnd(path.get().state())
                ? Optional.empty()
                : finding(client, "was acknowledged and has no end", path.get().steps());
    }

    // A refusal reports no state: the last answer that reports one counts.
    private static Optional<Finding> checkLost(Evidence evidence, Client client) {
        var loss =
                evidence.loss().orElseThrow().firstSince(client.joins().get(0).end());
        var steps = evidence.path(client).map(SessionPath::steps).orElse(List.of());
        var last = client.requests().stream()
                .filter(request ->
                        request.start() > loss && ReportedState.find(request).isPresent())
                .max(Comparator.comparingLong(Call::end));
        if (last.isEmpty()) {
            return finding(client, "was lost and never told", steps);
        }
        return ReportedState.find(last.get()).orElseThrow() == ReportedState.UNKNOWN
                ? Optional.empty()
                : finding(client, "was lost and told otherwise", steps);
    }

    private static Optional<Finding> finding(Client client, String what, List<?> others) {
        var lines = new ArrayList<Object>();
        lines.add(client.joins().get(0));
        lines.addAll(others);
        var requests = client.requests();
        lines.addAll(requests.subList(Math.max(0, requests.size() - 10), requests.size()));
        return Optional.of(new Finding(
                client.holder() + " " + what, lines.stream().distinct().toList()));
    }
}
