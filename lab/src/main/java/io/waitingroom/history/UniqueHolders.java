package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requires that each session id belongs to one holder, and that each Idempotency-Key belongs to at most one living session. */
final class UniqueHolders {
    // A room remembers a key for at least ten minutes, and expires a session at most two seconds after its deadline. A
    // repeated join gets a new session as soon as the deadline has passed. Both in room time, ms.
    private static final long KEY_RETENTION = 600_000;
    private static final long MAX_EXPIRY_DELAY = 2_000;

    private UniqueHolders() {}

    static List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        for (var client : evidence.clients().values()) {
            checkAnswers(client, findings);
            checkJoins(client, findings);
        }
        idsByKey(evidence).values().forEach(ids -> checkKey(evidence, ids, findings));
        return findings;
    }

    private static void checkAnswers(Client client, List<Finding> findings) {
        for (var request : client.requests()) {
            if (request.answer() instanceof Call.Answered answered
                    && !answered.session().isEmpty()
                    && !answered.session().equals(client.id())) {
                findings.add(new Finding(client.holder() + " was answered with another session", List.of(request)));
            }
        }
    }

    private static void checkJoins(Client client, List<Finding> findings) {
        var joins = client.joins();
        var keys = joins.stream().map(Call::session).distinct().toList();
        if (joins.size() > 1 && (keys.size() > 1 || keys.get(0).isEmpty())) {
            findings.add(new Finding(client.holder() + " was given to more than one who joined", joins));
        }
    }

    private static Map<String, Set<String>> idsByKey(Evidence evidence) {
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
                .sorted(Comparator.comparingInt(client -> path(evidence, client).startIndex()))
                .toList();
        for (int i = 1; i < clients.size(); i++) {
            var previous = clients.get(i - 1);
            var next = clients.get(i);
            if (!mayFollow(path(evidence, previous), path(evidence, next))) {
                var lines = new ArrayList<Object>();
                lines.addAll(previous.joins());
                lines.addAll(next.joins());
                lines.addAll(path(evidence, previous).steps());
                lines.addAll(path(evidence, next).steps());
                var what = "%s had not ended when its Idempotency-Key was given %s";
                findings.add(new Finding(what.formatted(previous.holder(), next.holder()), lines));
            }
        }
    }

    private static boolean mayFollow(SessionPath previous, SessionPath next) {
        if (previous.endsBefore(next)) {
            return true;
        }
        var joined = next.first().roomTime();
        var wasOverdue = previous.end()
                .filter(end -> end.to().equals(Replay.EXPIRED) && end.roomTime() - joined <= MAX_EXPIRY_DELAY)
                .isPresent();
        return wasOverdue || previous.hasJoin() && joined - previous.first().roomTime() > KEY_RETENTION;
    }

    private static SessionPath path(Evidence evidence, Client client) {
        return evidence.path(client).orElseThrow();
    }
}
