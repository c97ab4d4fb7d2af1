package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a client is told of its session is what the session was at some moment of the call. What was told before a loss is
 * not judged: the trail no longer has it.
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
        var calls = client.calls()
                .filter(call -> evidence.isAfterLoss(call) && Said.by(call).isPresent())
                .sorted(Comparator.comparingLong(Call::start))
                .toList();
        var path = evidence.path(client);
        if (path.isPresent()) {
            return evidence.isLost(client) ? List.of() : new Views(client, path.get()).judge(calls);
        }
        return client.isAcknowledged() ? List.of() : ofNobody(client, calls);
    }

    private static List<Finding> ofNobody(Client client, List<Call> calls) {
        return calls.stream()
                .filter(call -> Said.by(call).orElseThrow() != Said.UNKNOWN)
                .map(call -> new Finding(client.person() + " is answered for, and is in no trail", List.of(call)))
                .toList();
    }

    private List<Finding> judge(List<Call> calls) {
        var findings = new ArrayList<Finding>();
        var byEnd = calls.stream().sorted(Comparator.comparingLong(Call::end)).iterator();
        var next = byEnd.hasNext() ? byEnd.next() : null;
        Call furthest = null;
        for (var call : calls) {
            while (next.end() < call.start()) {
                furthest = furthest == null || said(furthest).isEarlierThan(said(next)) ? next : furthest;
                next = byEnd.next();
            }
            var earlier = Optional.ofNullable(furthest);
            againstTrail(call).or(() -> againstEarlier(call, earlier)).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> againstTrail(Call call) {
        var said = said(call);
        if (!said.fits(path)) {
            return finding("was told %s, which it never was".formatted(said), call);
        }
        if (said == Said.UNKNOWN) {
            return hadEnded(call) ? Optional.empty() : finding("was unknown before its end", call);
        }
        var isOver = path.end().filter(end -> end.seen() < call.start()).isPresent();
        return isOver && !said.isEnd() ? finding("was told %s after its end".formatted(said), call) : Optional.empty();
    }

    // A trail that is read again after a loss shows ends later than clients do.
    private boolean hadEnded(Call call) {
        return path.end().orElseThrow().seen() <= call.end() || toldEnd < call.start();
    }

    private Optional<Finding> againstEarlier(Call call, Optional<Call> earlier) {
        return earlier.filter(other -> said(call).isEarlierThan(said(other)))
                .flatMap(other -> finding("was told %s after %s".formatted(said(call), said(other)), other, call));
    }

    private static Said said(Call call) {
        return Said.by(call).orElseThrow();
    }

    private Optional<Finding> finding(String what, Call... calls) {
        var lines = new ArrayList<Object>(List.of(calls));
        lines.addAll(path.steps());
        return Optional.of(new Finding(client.person() + " " + what, lines));
    }
}
