package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One id has one holder, and one Idempotency-Key one living session. */
final class Holders {
    // How long a room remembers a key at least, and how long after its deadline a session is swept at most: a key is
    // given a new session as soon as the deadline has passed. Both in room time, ms.
    private static final long REMEMBERED = 600_000;
    private static final long SWEPT = 2_000;

    private Holders() {}

    static List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        for (var client : evidence.clients().values()) {
            checkAnswers(client, findings);
            checkJoins(client, findings);
        }
        byKey(evidence).values().forEach(ids -> checkKey(evidence, ids, findings));
        return findings;
    }

    private static void checkAnswers(Client client, List<Finding> findings) {
        for (var ask : client.asks()) {
            if (ask.answer() instanceof Call.Answered answered
                    && !answered.session().isEmpty()
                    && !answered.session().equals(client.id())) {
                findings.add(new Finding(client.person() + " was answered with another session", List.of(ask)));
            }
        }
    }

    private static void checkJoins(Client client, List<Finding> findings) {
        var joins = client.joins();
        var keys = joins.stream().map(Call::session).distinct().toList();
        if (joins.size() > 1 && (keys.size() > 1 || keys.get(0).isEmpty())) {
            findings.add(new Finding(client.person() + " was given to more than one who joined", joins));
        }
    }

    private static Map<String, Set<String>> byKey(Evidence evidence) {
        var ids = new LinkedHashMap<String, Set<String>>();
        for (var client : evidence.clients().values()) {
            for (var join : client.joins()) {
                if (!join.session().isEmpty()) {
                    ids.computeIfAbsent(join.session(), key -> new LinkedHashSet<>())
                            .add(client.id());
                }
            }
        }
        return ids;
    }

    private static void checkKey(Evidence evidence, Set<String> ids, List<Finding> findings) {
        var clients = ids.stream()
                .map(evidence.clients()::get)
                .filter(client -> evidence.path(client).isPresent() && !evidence.isLost(client))
                .sorted(Comparator.comparingInt(client -> path(evidence, client).begin()))
                .toList();
        for (int i = 1; i < clients.size(); i++) {
            var before = clients.get(i - 1);
            var next = clients.get(i);
            if (!mayFollow(path(evidence, before), path(evidence, next))) {
                var lines = new ArrayList<Object>();
                lines.addAll(before.joins());
                lines.addAll(next.joins());
                lines.addAll(path(evidence, before).steps());
                lines.addAll(path(evidence, next).steps());
                var what = "%s had not ended when its Idempotency-Key was given %s";
                findings.add(new Finding(what.formatted(before.person(), next.person()), lines));
            }
        }
    }

    private static boolean mayFollow(Path before, Path next) {
        if (before.endsBefore(next)) {
            return true;
        }
        var birth = next.first().at();
        var wasDue = before.end()
                .filter(end -> end.to().equals(Replay.EXPIRED) && end.at() - birth <= SWEPT)
                .isPresent();
        return wasDue || before.isBorn() && birth - before.first().at() > REMEMBERED;
    }

    private static Path path(Evidence evidence, Client client) {
        return evidence.path(client).orElseThrow();
    }
}
