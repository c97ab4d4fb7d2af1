package io.waitingroom.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The room as its trail tells it, entry by entry. Believes each entry, so that one that is wrong shows once. */
final class Replay {
    static final String NONE = "";
    static final String WAITING = "WAITING";
    static final String ACTIVE = "ACTIVE";
    static final String LEFT = "LEFT";
    static final String EXPIRED = "EXPIRED";

    private final Map<Person, String> states = new HashMap<>();
    private final NavigableMap<Person, Event.Transition> waiting =
            new TreeMap<>(Comparator.comparingLong(Person::ticket).thenComparing(Person::nonce));
    private final Map<Person, Event.Transition> active = new LinkedHashMap<>();
    private final List<Gap> gapsOfRoom = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private Optional<Event.Leader> leader = Optional.empty();
    private OptionalInt capacity = OptionalInt.empty();
    private long tickets;
    private long roomSince = Long.MIN_VALUE;

    void apply(Event event) {
        if (event instanceof Event.Transition transition) {
            move(transition);
        } else if (event instanceof Event.Leader next) {
            follow(next);
        } else {
            begin(event.seen());
        }
    }

    /** What the session of a transition to come is, or empty where there is none. */
    String before(Event.Transition transition) {
        var state = states.get(transition.person());
        if (state != null) {
            return state;
        }
        var known = gapsOfRoom.stream()
                .noneMatch(gap -> gap.holds(transition.person().ticket()));
        return known || !transition.from().equals(WAITING) ? NONE : WAITING;
    }

    /** Who waits, lowest ticket first, with how they came to. */
    NavigableMap<Person, Event.Transition> waiting() {
        return Collections.unmodifiableNavigableMap(waiting);
    }

    /** Who is ACTIVE, with how they came to. */
    Map<Person, Event.Transition> active() {
        return Collections.unmodifiableMap(active);
    }

    /** Of this room: one that was lost took its leader with it. */
    Optional<Event.Leader> leader() {
        return leader;
    }

    /** The latest one known: a new room is only granted by a leader, who tells another. */
    OptionalInt capacity() {
        return capacity;
    }

    /** What no trail tells of any room. */
    List<Gap> gaps() {
        return Collections.unmodifiableList(gaps);
    }

    static boolean isEnd(String state) {
        return state.equals(LEFT) || state.equals(EXPIRED);
    }

    private void move(Event.Transition transition) {
        var person = transition.person();
        if (!states.containsKey(person) && !transition.from().isEmpty()) {
            gapsOfRoom.stream().filter(gap -> gap.holds(person.ticket())).forEach(gap -> gap.adopt(person.ticket()));
        }
        states.put(person, transition.to());
        waiting.remove(person);
        active.remove(person);
        if (transition.to().equals(WAITING)) {
            waiting.put(person, transition);
        } else if (transition.to().equals(ACTIVE)) {
            active.put(person, transition);
        }
        tickets = Math.max(tickets, person.ticket());
    }

    private void follow(Event.Leader next) {
        if (next.tickets() > tickets) {
            var gap = new Gap(tickets + 1, next.tickets(), roomSince, next.seen());
            gapsOfRoom.add(gap);
            gaps.add(gap);
            tickets = next.tickets();
        }
        leader = Optional.of(next);
        capacity = OptionalInt.of(next.capacity());
    }

    private void begin(long seen) {
        states.keySet().removeAll(waiting.keySet());
        states.keySet().removeAll(active.keySet());
        waiting.clear();
        active.clear();
        gapsOfRoom.clear();
        leader = Optional.empty();
        tickets = 0;
        roomSince = seen;
    }
}
