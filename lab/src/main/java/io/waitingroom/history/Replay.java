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

/**
 * Computes the state of a room from its audit trail, entry by entry. Takes each entry as true, even a wrong one, so that a
 * wrong entry is reported only one time.
 */
final class Replay {
    static final String NONE = "";
    static final String WAITING = "WAITING";
    static final String ACTIVE = "ACTIVE";
    static final String LEFT = "LEFT";
    static final String EXPIRED = "EXPIRED";

    private final Map<Holder, String> states = new HashMap<>();
    private final NavigableMap<Holder, Event.Transition> waiting =
            new TreeMap<>(Comparator.comparingLong(Holder::ticket).thenComparing(Holder::nonce));
    private final Map<Holder, Event.Transition> active = new LinkedHashMap<>();
    private final List<Gap> roomGaps = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private Optional<Event.Leader> leader = Optional.empty();
    private OptionalInt capacity = OptionalInt.empty();
    private long tickets;
    private long roomStart = Long.MIN_VALUE;

    void apply(Event event) {
        if (event instanceof Event.Transition transition) {
            applyTransition(transition);
        } else if (event instanceof Event.Leader next) {
            setLeader(next);
        } else {
            startRoom(event.latest());
        }
    }

    /**
     * Returns the state of a session before this transition, which has not been applied yet; {@link #NONE} if there was no such
     * session. If the session's join may be missing in the trail, a transition from WAITING is taken as true.
     */
    String stateBefore(Event.Transition transition) {
        var state = states.get(transition.holder());
        if (state != null) {
            return state;
        }
        var isJoinKnown = roomGaps.stream()
                .noneMatch(gap -> gap.contains(transition.holder().ticket()));
        return isJoinKnown || !transition.from().equals(WAITING) ? NONE : WAITING;
    }

    /** Returns the holders of WAITING sessions in the order of their tickets, each with the transition of its join. */
    NavigableMap<Holder, Event.Transition> waiting() {
        return Collections.unmodifiableNavigableMap(waiting);
    }

    /** Returns the holders of ACTIVE sessions, each with the transition to ACTIVE. */
    Map<Holder, Event.Transition> active() {
        return Collections.unmodifiableMap(active);
    }

    /** Returns the leader of the current room; empty if no leader has started since the last loss of a room. */
    Optional<Event.Leader> leader() {
        return leader;
    }

    /**
     * Returns the latest known capacity. A loss of the room does not change it: only a leader admits sessions to the new room,
     * and the entry of that leader sets the capacity again.
     */
    OptionalInt capacity() {
        return capacity;
    }

    /** Returns the ranges of tickets whose joins are missing in the trail, for the current room and all lost rooms. */
    List<Gap> gaps() {
        return Collections.unmodifiableList(gaps);
    }

    static boolean isEnd(String state) {
        return state.equals(LEFT) || state.equals(EXPIRED);
    }

    private void applyTransition(Event.Transition transition) {
        var holder = transition.holder();
        if (!states.containsKey(holder) && !transition.from().isEmpty()) {
            roomGaps.stream().filter(gap -> gap.contains(holder.ticket())).forEach(gap -> gap.remove(holder.ticket()));
        }
        states.put(holder, transition.to());
        waiting.remove(holder);
        active.remove(holder);
        if (transition.to().equals(WAITING)) {
            waiting.put(holder, transition);
        } else if (transition.to().equals(ACTIVE)) {
            active.put(holder, transition);
        }
        tickets = Math.max(tickets, holder.ticket());
    }

    private void setLeader(Event.Leader next) {
        if (next.tickets() > tickets) {
            var gap = new Gap(tickets + 1, next.tickets(), roomStart, next.latest());
            roomGaps.add(gap);
            gaps.add(gap);
            tickets = next.tickets();
        }
        leader = Optional.of(next);
        capacity = OptionalInt.of(next.capacity());
    }

    private void startRoom(long time) {
        states.keySet().removeAll(waiting.keySet());
        states.keySet().removeAll(active.keySet());
        waiting.clear();
        active.clear();
        roomGaps.clear();
        leader = Optional.empty();
        tickets = 0;
        roomStart = time;
    }
}
