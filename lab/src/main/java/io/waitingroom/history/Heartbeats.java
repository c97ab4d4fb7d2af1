package io.waitingroom.history;

import io.waitingroom.history.Call.Kind;
import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Nobody expires who sends heartbeats as told, whether they arrive or not: that a system is away costs nobody a place.
 * As told is: never twice as long as told without an attempt. An attempt counts from when it was under way for certain:
 * a client whose own recorder held it up may not blame the room. Holds for rooms without a limit to being ACTIVE.
 */
final class Heartbeats {
    private static final double NANOS = 1e9;
    private static final int GRACE = 2;

    private final Evidence evidence;
    private final Client client;
    private final List<Call> attempts;
    private final NavigableMap<Long, Double> told;

    Heartbeats(Evidence evidence, Client client) {
        this.evidence = evidence;
        this.client = client;
        attempts = client.asks().stream()
                .filter(ask -> ask.kind() == Kind.HEARTBEAT)
                .toList();
        told = told(client);
    }

    Optional<Finding> check() {
        return expiry().filter(this::keptForCertain).map(this::finding);
    }

    /** Whether this client expired after heartbeats that it wanted to send as told, and that may have been sent too late. */
    boolean mayHaveBeenHeldUp() {
        return expiry().filter(end -> !keptForCertain(end) && keptAsWanted(end)).isPresent();
    }

    /** Whether a heartbeat that was wanted in time may have been sent too late, whatever came of it. */
    boolean wereHeldUp() {
        return !told.isEmpty() && (hasLateAttempt() || mayHaveBeenHeldUp());
    }

    private boolean hasLateAttempt() {
        var latest = client.joins().get(0).end();
        var wanted = Long.MAX_VALUE;
        for (var attempt : attempts) {
            wanted = Math.min(wanted, wanted(attempt.start()));
            if (!(attempt.answer() instanceof Call.Unsent)) {
                var most = most(attempt.start());
                if (underWay(attempt.start()) - latest > most && wanted - latest <= most) {
                    return true;
                }
                latest = Math.max(latest, attempt.start());
                wanted = Long.MAX_VALUE;
            }
        }
        return false;
    }

    private Optional<Event.Transition> expiry() {
        return evidence.path(client)
                .flatMap(Path::end)
                .filter(end -> end.to().equals(Replay.EXPIRED))
                .filter(end -> !wasRefused(end));
    }

    private boolean wasRefused(Event.Transition end) {
        return client.asks().stream()
                .filter(ask -> ask.end() <= end.seen())
                .anyMatch(ask -> ask.answer() instanceof Call.Answered a && (a.status() == 404 || a.status() == 409));
    }

    private boolean keptForCertain(Event.Transition end) {
        return kept(end, sent(), this::underWay, this::wanted);
    }

    private boolean keptAsWanted(Event.Transition end) {
        return kept(end, attempts, this::wanted, LongUnaryOperator.identity());
    }

    private List<Call> sent() {
        return attempts.stream()
                .filter(attempt -> !(attempt.answer() instanceof Call.Unsent))
                .toList();
    }

    /**
     * @param of the attempts that count
     * @param sent when an attempt that began at some moment is taken to be sent
     * @param told when an answer that was read at some moment is taken to have come
     */
    private boolean kept(Event.Transition end, List<Call> of, LongUnaryOperator sent, LongUnaryOperator told) {
        var before = of.stream()
                .filter(attempt -> sent.applyAsLong(attempt.start()) <= end.seen())
                .toList();
        var since = since(end, before, told);
        if (before.isEmpty() || since.isEmpty() || this.told.isEmpty()) {
            return false;
        }
        long latest = since.get();
        for (var attempt : before) {
            if (attempt.start() > latest) {
                if (sent.applyAsLong(attempt.start()) - latest > most(attempt.start())) {
                    return false;
                }
                latest = attempt.start();
            }
        }
        return end.seen() - latest <= most(end.seen());
    }

    // A loss may have taken heartbeats with it, or they went to a primary that was none any more while another let this
    // session expire. What was renewed after the loss was not lost.
    private Optional<Long> since(Event.Transition end, List<Call> before, LongUnaryOperator told) {
        var joined = client.joins().get(0);
        if (evidence.isAfterLoss(joined)) {
            return Optional.of(Math.max(joined.start(), told.applyAsLong(joined.end())));
        }
        if (end.seen() <= evidence.loss().orElseThrow().last()) {
            return Optional.empty();
        }
        return before.stream()
                .filter(attempt -> evidence.isAfterLoss(attempt)
                        && attempt.answer() instanceof Call.Answered answered
                        && answered.status() == 200)
                .map(Call::start)
                .findFirst();
    }

    private long underWay(long began) {
        return evidence.history().stalls().stream()
                .filter(stall -> stall.holds(began))
                .mapToLong(Stall::done)
                .reduce(began, Math::max);
    }

    private long wanted(long began) {
        return evidence.history().stalls().stream()
                .filter(stall -> stall.holds(began))
                .mapToLong(Stall::wanted)
                .reduce(began, Math::min);
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

    private double most(long by) {
        var latest = told.lowerEntry(by);
        return GRACE * NANOS * (latest == null ? told.firstEntry() : latest).getValue();
    }

    private Finding finding(Event.Transition end) {
        var lines = new ArrayList<Object>(List.of(client.joins().get(0), end));
        var asks =
                client.asks().stream().filter(ask -> ask.start() <= end.seen()).toList();
        lines.addAll(asks.subList(Math.max(0, asks.size() - 18), asks.size()));
        return new Finding(client.person() + " expired although its client sent heartbeats as told", lines);
    }
}
