package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requires that each state in an answer to a client is a state that the client's session had at some time. {@link TruthfulStatus}
 * checks the time. Answers from before a loss of writes are not checked, because the trail no longer contains what they report.
 */
final class Views {
    private final Client client;
    private final SessionPath path;
    private final long endReported;

    private Views(Client client, SessionPath path) {
        this.client = client;
        this.path = path;
        endReported = client.calls()
                .filter(call ->
                        ReportedState.find(call).filter(ReportedState::isEnd).isPresent())
                .mapToLong(Call::end)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    static List<Finding> check(Evidence evidence, Client client) {
        var calls = evidence.stateCalls(client);
        var path = evidence.path(client);
        if (path.isPresent()) {
            return evidence.isLost(client) ? List.of() : new Views(client, path.get()).check(calls);
        }
        return client.isAcknowledged() ? List.of() : checkUnknown(client, calls);
    }

    private static List<Finding> checkUnknown(Client client, List<Call> calls) {
        return calls.stream()
                .filter(call -> ReportedState.of(call) != ReportedState.UNKNOWN)
                .map(call -> new Finding(client.holder() + " is answered for, and is in no trail", List.of(call)))
                .toList();
    }

    private List<Finding> check(List<Call> calls) {
        return calls.stream().flatMap(call -> check(call).stream()).toList();
    }

    private Optional<Finding> check(Call call) {
        var state = ReportedState.of(call);
        if (!state.occursIn(path)) {
            return finding("was told %s, which it never was".formatted(state), call);
        }
        return state == ReportedState.UNKNOWN && !hadEnded(call)
                ? finding("was unknown before its end", call)
                : Optional.empty();
    }

    // A trail that is read again after a loss shows ends later than the clients saw them.
    private boolean hadEnded(Call call) {
        return path.end().orElseThrow().latest() <= call.end() || endReported < call.start();
    }

    private Optional<Finding> finding(String what, Call call) {
        var lines = new ArrayList<Object>(List.of(call));
        lines.addAll(path.steps());
        return Optional.of(new Finding(client.holder() + " " + what, lines));
    }
}
