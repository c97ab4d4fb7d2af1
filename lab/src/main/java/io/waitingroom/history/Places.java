package io.waitingroom.history;

import io.waitingroom.history.Event.Leader;
import io.waitingroom.history.Event.Transition;
import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Each position is the exact one of the moment that is told with it: as of so many changes of state, so many wait up to
 * this person. Not judged in a room that people joined before it kept a trail: who they are is unknown.
 */
final class Places {
    private record Asked(Client client, Call call) {}

    private final List<Event> room;
    private final TreeMap<Long, List<Asked>> asked = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Line line;
    private long asOf;

    private Places(Evidence evidence, List<Event> room, long asOf) {
        this.room = room;
        this.asOf = asOf;
        var people = room.stream()
                .filter(Transition.class::isInstance)
                .map(event -> ((Transition) event).person())
                .distinct()
                .toList();
        line = new Line(people);
        evidence.clients().values().stream()
                .filter(client -> line.knows(client.person()) && !evidence.isLost(client))
                .forEach(client -> Standing.placed(evidence, client).forEach(call -> ask(client, call)));
    }

    static List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        var asOf = evidence.history().asOf();
        // Everybody from before the trail had gone; in a room that comes after it nobody has been.
        var tickets = evidence.events().stream()
                .limit(1)
                .filter(Leader.class::isInstance)
                .mapToLong(event -> ((Leader) event).tickets())
                .sum();
        for (var room : rooms(evidence.events())) {
            if (isWhole(room, tickets)) {
                findings.addAll(new Places(evidence, room, asOf).judge());
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

    private static boolean isWhole(List<Event> room, long tickets) {
        var highest = tickets;
        for (var event : room) {
            if (event instanceof Leader leader && leader.tickets() > highest) {
                return false;
            }
            if (event instanceof Transition step) {
                highest = Math.max(highest, step.person().ticket());
            }
        }
        return true;
    }

    private void ask(Client client, Call call) {
        var moment = ((Call.Answered) call.answer()).asOf();
        asked.computeIfAbsent(moment, unasked -> new ArrayList<>()).add(new Asked(client, call));
    }

    private List<Finding> judge() {
        for (var event : room) {
            if (event instanceof Transition step) {
                var isJoin = step.to().equals(Replay.WAITING);
                if (!isJoin) {
                    judgeMoment();
                    asOf++;
                }
                line.set(step.person(), isJoin);
            }
        }
        judgeMoment();
        asked.values().forEach(left -> left.forEach(one -> find(one, "which never was")));
        return findings;
    }

    private void judgeMoment() {
        var now = asked.remove(asOf);
        if (now != null) {
            now.stream().filter(one -> !isExact(one)).forEach(one -> find(one, "when it was " + actual(one)));
        }
    }

    private boolean isExact(Asked one) {
        var person = one.client().person();
        return line.waits(person) && line.upTo(person) == Standing.position(one.call());
    }

    private String actual(Asked one) {
        var person = one.client().person();
        return line.waits(person) ? Integer.toString(line.upTo(person)) : "none";
    }

    private void find(Asked one, String when) {
        var answer = (Call.Answered) one.call().answer();
        var what = "%s was told position %d as of %d, %s"
                .formatted(one.client().person(), answer.position(), answer.asOf(), when);
        findings.add(new Finding(what, List.of(one.call())));
    }
}
