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
 * Requires that no session expires while its client sends heartbeats in time, even if the heartbeats do not arrive: an outage
 * must cost no client its place. Heartbeats are in time if no pause between two attempts is longer than twice the interval that
 * the server asked for. If the recorder may have delayed an attempt, the attempt counts from the time at which it was certainly
 * under way, because the room is not responsible for the recorder's delays. The requirement applies only to rooms that do not
 * limit how long a session is ACTIVE.
 */
final class Heartbeats {
    private static final double NANOS = 1e9;
    private static final int GRACE = 2;

    private final Evidence evidence;
    private final Client client;
    private final List<Call> attempts;
    private final NavigableMap<Long, Double> intervals;

    Heartbeats(Evidence evidence, Client client) {
        this.evidence = evidence;
        this.client = client;
        attempts = client.requests().stream()
                .filter(request -> request.kind() == Kind.HEARTBEAT)
                .toList();
        intervals = intervals(client);
    }

    Optional<Finding> check() {
        return expiry().filter(this::isCertainlyInTime).map(this::finding);
    }

    /**
     * Returns whether the session may have expired because the recorder was late. In that case, the heartbeats were planned for
     * times that were early enough, but they may have been sent too late.
     */
    boolean mayHaveExpiredByDelay() {
        return expiry().filter(end -> !isCertainlyInTime(end) && isDueInTime(end))
                .isPresent();
    }

    /**
     * Returns whether a heartbeat may have been sent too late although it was planned for a time that was early enough. It does
     * not matter whether the session then expired.
     */
    boolean wereDelayed() {
        return !intervals.isEmpty() && (hasLateAttempt() || mayHaveExpiredByDelay());
    }

    private boolean hasLateAttempt() {
        var previous = client.joins().get(0).end();
        var due = Long.MAX_VALUE;
        for (var attempt : attempts) {
            due = Math.min(due, due(attempt.start()));
            if (!(attempt.answer() instanceof Call.Unsent)) {
                var maxPause = maxPause(attempt.start());
                if (certainlySent(attempt.start()) - previous > maxPause && due - previous <= maxPause) {
                    return true;
                }
                previous = Math.max(previous, attempt.start());
                due = Long.MAX_VALUE;
            }
        }
        return false;
    }

    private Optional<Event.Transition> expiry() {
        return evidence.path(client)
                .flatMap(SessionPath::end)
                .filter(end -> end.to().equals(Replay.EXPIRED))
                .filter(end -> !wasRefused(end));
    }

    private boolean wasRefused(Event.Transition end) {
        return client.requests().stream()
                .filter(request -> request.end() <= end.latest())
                .anyMatch(request ->
                        request.answer() instanceof Call.Answered a && (a.status() == 404 || a.status() == 409));
    }

    private boolean isCertainlyInTime(Event.Transition end) {
        return isInTime(end, sentAttempts(), this::certainlySent, this::due);
    }

    private boolean isDueInTime(Event.Transition end) {
        return isInTime(end, attempts, this::due, LongUnaryOperator.identity());
    }

    private List<Call> sentAttempts() {
        return attempts.stream()
                .filter(attempt -> !(attempt.answer() instanceof Call.Unsent))
                .toList();
    }

    /**
     * Returns whether the pauses between attempts were short enough until the session ended.
     *
     * @param end the transition that ended the session
     * @param counted the attempts to consider
     * @param sentAt a function that gets the start of an attempt, and returns the time at which the attempt counts as sent
     * @param receivedAt a function that gets the time at which a response was read, and returns the time at which the response
     *     counts as received
     */
    private boolean isInTime(
            Event.Transition end, List<Call> counted, LongUnaryOperator sentAt, LongUnaryOperator receivedAt) {
        var before = counted.stream()
                .filter(attempt -> sentAt.applyAsLong(attempt.start()) <= end.latest())
                .toList();
        var first = firstRenewal(end, before, receivedAt);
        if (before.isEmpty() || first.isEmpty() || intervals.isEmpty()) {
            return false;
        }
        long previous = first.get();
        for (var attempt : before) {
            if (attempt.start() > previous) {
                if (sentAt.applyAsLong(attempt.start()) - previous > maxPause(attempt.start())) {
                    return false;
                }
                previous = attempt.start();
            }
        }
        return end.latest() - previous <= maxPause(end.latest());
    }

    // A loss may have undone earlier heartbeats, or they went to an old primary while the new one let this session
    // expire. A deadline that was renewed after the loss was not lost.
    private Optional<Long> firstRenewal(Event.Transition end, List<Call> before, LongUnaryOperator receivedAt) {
        var join = client.joins().get(0);
        if (evidence.isAfterLoss(join)) {
            return Optional.of(Math.max(join.start(), receivedAt.applyAsLong(join.end())));
        }
        if (end.latest() <= evidence.loss().orElseThrow().last()) {
            return Optional.empty();
        }
        return before.stream()
                .filter(attempt -> evidence.isAfterLoss(attempt)
                        && attempt.answer() instanceof Call.Answered answered
                        && answered.status() == 200)
                .map(Call::start)
                .findFirst();
    }

    /** Returns the time at which an attempt with this start was certainly under way. */
    private long certainlySent(long start) {
        return evidence.history().stalls().stream()
                .filter(stall -> stall.contains(start))
                .mapToLong(Stall::done)
                .reduce(start, Math::max);
    }

    /** Returns the earliest time at which an attempt with this start may have been due. */
    private long due(long start) {
        return evidence.history().stalls().stream()
                .filter(stall -> stall.contains(start))
                .mapToLong(Stall::due)
                .reduce(start, Math::min);
    }

    /**
     * Returns the heartbeat intervals in seconds that the server asked a client for. The keys are the times at which the client
     * read the intervals.
     */
    private static NavigableMap<Long, Double> intervals(Client client) {
        var intervals = new TreeMap<Long, Double>();
        client.calls().forEach(call -> {
            if (call.answer() instanceof Call.Answered answered && answered.heartbeatAfter() > 0) {
                intervals.put(call.end(), answered.heartbeatAfter());
            }
        });
        return intervals;
    }

    /** Returns the longest pause between two heartbeats that is allowed at this time, in nanoseconds. */
    private double maxPause(long time) {
        var latest = intervals.lowerEntry(time);
        return GRACE * NANOS * (latest == null ? intervals.firstEntry() : latest).getValue();
    }

    private Finding finding(Event.Transition end) {
        var lines = new ArrayList<Object>(List.of(client.joins().get(0), end));
        var requests = client.requests().stream()
                .filter(request -> request.start() <= end.latest())
                .toList();
        lines.addAll(requests.subList(Math.max(0, requests.size() - 18), requests.size()));
        return new Finding(client.holder() + " expired although its client sent heartbeats as told", lines);
    }
}
