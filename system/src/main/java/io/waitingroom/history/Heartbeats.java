package io.waitingroom.history;

import io.waitingroom.history.Call.Kind;
import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Nobody expires who sends heartbeats as told, whether they arrive or not: that a system is away costs nobody a place.
 * As told is: never twice as long as told without an attempt. Holds for rooms without a limit to being ACTIVE.
 */
final class Heartbeats {
    private static final double NANOS = 1e9;
    private static final int GRACE = 2;

    private Heartbeats() {}

    static Optional<Finding> check(Evidence evidence, Client client) {
        return evidence.path(client)
                .flatMap(Path::end)
                .filter(end -> end.to().equals(Replay.EXPIRED))
                .filter(end -> !wasRefused(client, end) && kept(evidence, client, end))
                .map(end -> finding(client, end));
    }

    private static boolean wasRefused(Client client, Event.Transition end) {
        return client.asks().stream()
                .filter(ask -> ask.end() <= end.seen())
                .anyMatch(ask -> ask.answer() instanceof Call.Answered a && (a.status() == 404 || a.status() == 409));
    }

    private static boolean kept(Evidence evidence, Client client, Event.Transition end) {
        var attempts = client.asks().stream()
                .filter(ask -> ask.kind() == Kind.HEARTBEAT && ask.start() <= end.seen())
                .toList();
        var since = since(evidence, client, end, attempts);
        var told = told(client);
        if (attempts.isEmpty() || since.isEmpty() || told.isEmpty()) {
            return false;
        }
        long latest = since.get();
        for (var attempt : attempts) {
            if (attempt.start() > latest) {
                if (attempt.start() - latest > most(told, attempt.start())) {
                    return false;
                }
                latest = attempt.start();
            }
        }
        return end.seen() - latest <= most(told, end.seen());
    }

    // A loss may have taken heartbeats with it, or they went to a primary that was none any more while another let this
    // session expire. What was renewed after the loss was not lost.
    private static Optional<Long> since(Evidence evidence, Client client, Event.Transition end, List<Call> attempts) {
        var joined = client.joins().get(0);
        if (evidence.isAfterLoss(joined)) {
            return Optional.of(joined.end());
        }
        if (end.seen() <= evidence.loss().orElseThrow().last()) {
            return Optional.empty();
        }
        return attempts.stream()
                .filter(attempt -> evidence.isAfterLoss(attempt)
                        && attempt.answer() instanceof Call.Answered answered
                        && answered.status() == 200)
                .map(Call::start)
                .findFirst();
    }

    /** When a client was told how often to send one, and how often, in seconds. */
    private static NavigableMap<Long, Double> told(Client client) {
        var told = new TreeMap<Long, Double>();
        client.calls().forEach(call -> {
            if (call.answer() instanceof Call.Answered answered && answered.heartbeatAfter() > 0) {
                told.put(call.end(), answered.heartbeatAfter());
            }
        });
        return told;
    }

    private static double most(NavigableMap<Long, Double> told, long by) {
        var latest = told.lowerEntry(by);
        return GRACE * NANOS * (latest == null ? told.firstEntry() : latest).getValue();
    }

    private static Finding finding(Client client, Event.Transition end) {
        var lines = new ArrayList<Object>(List.of(client.joins().get(0), end));
        var asks =
                client.asks().stream().filter(ask -> ask.start() <= end.seen()).toList();
        lines.addAll(asks.subList(Math.max(0, asks.size() - 18), asks.size()));
        return new Finding(client.person() + " expired although its client sent heartbeats as told", lines);
    }
}
