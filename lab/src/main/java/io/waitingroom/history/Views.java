package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client is told of its session is what the session was at some time; when, {@link Standing} judges. What was told
 * before a loss is not judged: the trail no longer has it.
 */
final class Views {
    private final Client client;
    private final Path path;
    private final long toldEnd;

    private Views(Client client, Path path) {
        this.client = client;
        this.path = path;
        toldEnd = client.calls()
                .filter(call -> Said.by(call).filter(Said::isEnd).isPresent())
                .mapToLong(Call::end)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    static List<Finding> check(Evidence evidence, Client client) {
        var calls = evidence.tellings(client);
        var path = evidence.path(client);
        if (path.isPresent()) {
            return evidence.isLost(client) ? List.of() : new Views(client, path.get()).judge(calls);
        }
        return client.isAcknowledged() ? List.of() : ofNobody(client, calls);
    }

    private static List<Finding> ofNobody(Client client, List<Call> calls) {
        return calls.stream()
                .filter(call -> Said.of(call) != Said.UNKNOWN)
                .map(call -> new Finding(client.person() + " is answered for, and is in no trail", List.of(call)))
                .toList();
    }

    private List<Finding> judge(List<Call> calls) {
        return calls.stream().flatMap(call -> judge(call).stream()).toList();
    }

    private Optional<Finding> judge(Call call) {
        var said = Said.of(call);
        if (!said.fits(path)) {
            return finding("was told %s, which it never was".formatted(said), call);
        }
        return said == Said.UNKNOWN && !hadEnded(call) ? finding("was unknown before its end", call) : Optional.empty();
    }

    // A trail that is read again after a loss shows ends later than clients do.
    private boolean hadEnded(Call call) {
        return path.end().orElseThrow().seen() <= call.end() || toldEnd < call.start();
    }

    private Optional<Finding> finding(String what, Call call) {
        var lines = new ArrayList<Object>(List.of(call));
        lines.addAll(path.steps());
        return Optional.of(new Finding(client.person() + " " + what, lines));
    }
}
