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

/** Replays an audit trail to the state of its room, entry by entry. Accepts each entry as true, so that a wrong one shows once. */
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
     * Returns the state of the transition's session before this transition, which has not been applied yet; {@link #NONE} if there is no
     * such session. If the session's join may be missing in the trail, a transition from WAITING is believed.
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

    /** Returns the holders of WAITING sessions, lowest ticket first, each with its join. */
    NavigableMap<Holder, Event.Transition> waiting() {
        return Collections.unmodifiableNavigableMap(waiting);
    }

    /** Returns the holders of ACTIVE sessions, each with its activation. */
    Map<Holder, Event.Transition> active() {
        return Collections.unmodifiableMap(active);
    }

    /** Returns the leader of the current room. A lost room loses its leader too. */
    Optional<Event.Leader> leader() {
        return leader;
    }

    /** Returns the latest known capacity. It stays after a loss: only a leader admits to the new room, and its entry sets it again. */
    OptionalInt capacity() {
        return capacity;
    }

    /** Returns the ticket ranges, of all rooms, whose joins are missing in the trail. */
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
