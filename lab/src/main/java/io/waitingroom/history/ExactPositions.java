package io.waitingroom.history;

import io.waitingroom.history.Event.Leader;
import io.waitingroom.history.Event.Transition;
import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Requires that each reported position is exact for the {@code asOf} in the same answer. After that number of state changes,
 * the position must be the number of WAITING sessions up to and including the client's own session. Does not check a room that
 * had joins before its trail began, because the sessions of those joins are unknown.
 */
final class ExactPositions {
    /** A call that reported a position. */
    private record Report(Client client, Call call) {}

    private final List<Event> room;
    /** The reports that have not been checked yet, by their {@code asOf}. */
    private final TreeMap<Long, List<Report>> reports = new TreeMap<>();

    private final List<Finding> findings = new ArrayList<>();
    private final QueuePositions queue;
    private long asOf;

    private ExactPositions(Evidence evidence, List<Event> room, long asOf) {
        this.room = room;
        this.asOf = asOf;
        var holders = room.stream()
                .filter(Transition.class::isInstance)
                .map(event -> ((Transition) event).holder())
                .distinct()
                .toList();
        queue = new QueuePositions(holders);
        evidence.clients().values().stream()
                .filter(client -> queue.contains(client.holder()) && !evidence.isLost(client))
                .forEach(
                        client -> TruthfulStatus.positionCalls(evidence, client).forEach(call -> add(client, call)));
    }

    static List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        var asOf = evidence.history().asOf();
        // All sessions from before the trail had ended; the rooms after a loss begin empty.
        var tickets = evidence.events().stream()
                .limit(1)
                .filter(Leader.class::isInstance)
                .mapToLong(event -> ((Leader) event).tickets())
                .sum();
        for (var room : rooms(evidence.events())) {
            if (isComplete(room, tickets)) {
                findings.addAll(new ExactPositions(evidence, room, asOf).checkAll());
            }
            asOf = 0;
            tickets = 0;
        }
        return findings;
    }

    private static List<List<Event>> rooms(List<Event> events) {
        var rooms = new ArrayList<List<Event>>();
        rooms.add(new ArrayList<>());
        for (var event : events) {
            if (event instanceof Event.RoomLost) {
                rooms.add(new ArrayList<>());
            } else {
                rooms.get(rooms.size() - 1).add(event);
            }
        }
        return rooms;
    }

    private static boolean isComplete(List<Event> room, long tickets) {
        var highest = tickets;
        for (var event : room) {
            if (event instanceof Leader leader && leader.tickets() > highest) {
                return false;
            }
            if (event instanceof Transition step) {
                highest = Math.max(highest, step.holder().ticket());
            }
        }
        return true;
    }

    private void add(Client client, Call call) {
        var moment = ((Call.Answered) call.answer()).asOf();
        reports.computeIfAbsent(moment, key -> new ArrayList<>()).add(new Report(client, call));
    }

    private List<Finding> checkAll() {
        for (var event : room) {
            if (event instanceof Transition step) {
                var isJoin = step.to().equals(Replay.WAITING);
                if (!isJoin) {
                    checkMoment();
                    asOf++;
                }
                queue.set(step.holder(), isJoin);
            }
        }
        checkMoment();
        reports.values().forEach(unmatched -> unmatched.forEach(report -> addFinding(report, "which never was")));
        return findings;
    }

    private void checkMoment() {
        var current = reports.remove(asOf);
        if (current != null) {
            current.stream()
                    .filter(report -> !isExact(report))
                    .forEach(report -> addFinding(report, "when it was " + actual(report)));
        }
    }

    private boolean isExact(Report report) {
        var holder = report.client().holder();
        return queue.isWaiting(holder) && queue.countUpTo(holder) == TruthfulStatus.position(report.call());
    }

    private String actual(Report report) {
        var holder = report.client().holder();
        return queue.isWaiting(holder) ? Integer.toString(queue.countUpTo(holder)) : "none";
    }

    private void addFinding(Report report, String when) {
        var answer = (Call.Answered) report.call().answer();
        var what = "%s was told position %d as of %d, %s"
                .formatted(report.client().holder(), answer.position(), answer.asOf(), when);
        findings.add(new Finding(what, List.of(report.call())));
    }
}
