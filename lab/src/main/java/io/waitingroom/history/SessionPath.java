package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The path of a session through the audit trail: its transitions in their order. */
final class SessionPath {
    private final List<Event.Transition> steps = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();
    private boolean lost;

    void add(int index, Event.Transition step) {
        indexes.add(index);
        steps.add(step);
    }

    /** Marks the session as lost together with its room. */
    void markLost() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    List<Event.Transition> steps() {
        return steps;
    }

    Event.Transition first() {
        return steps.get(0);
    }

    /** Returns whether the trail contains the join. */
    boolean hasJoin() {
        return first().from().isEmpty();
    }

    boolean reaches(String state) {
        return steps.stream().anyMatch(step -> step.to().equals(state));
    }

    Optional<Event.Transition> end() {
        return steps.stream().filter(step -> Replay.isEnd(step.to())).findFirst();
    }

    /** Returns the transition that ended the session's wait, if there is one. */
    Optional<Event.Transition> endOfWait() {
        return steps.stream().filter(step -> !step.to().equals(Replay.WAITING)).findFirst();
    }

    Optional<Event.Transition> activation() {
        return steps.stream().filter(step -> step.to().equals(Replay.ACTIVE)).findFirst();
    }

    /** Returns the session's last state. */
    String state() {
        return steps.get(steps.size() - 1).to();
    }

    /** Returns whether this session ended, in the order of the trail, before the other session made its first transition. */
    boolean endsBefore(SessionPath other) {
        for (int i = 0; i < steps.size(); i++) {
            if (Replay.isEnd(steps.get(i).to())) {
                return indexes.get(i) < other.indexes.get(0);
            }
        }
        return false;
    }

    /** Returns the index of the join in the trail; -1 where the session joined before the trail began. */
    int startIndex() {
        return hasJoin() ? indexes.get(0) : -1;
    }
}
