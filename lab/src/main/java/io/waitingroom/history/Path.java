package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One session's way through the trail. */
final class Path {
    private final List<Event.Transition> steps = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private boolean lost;

    void add(int place, Event.Transition step) {
        places.add(place);
        steps.add(step);
    }

    /** The room was lost, and this session with it. */
    void lose() {
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

    /** Whether the trail has the join. */
    boolean isBorn() {
        return first().from().isEmpty();
    }

    boolean leadsTo(String state) {
        return steps.stream().anyMatch(step -> step.to().equals(state));
    }

    Optional<Event.Transition> end() {
        return steps.stream().filter(step -> Replay.isEnd(step.to())).findFirst();
    }

    /** What ended the wait. */
    Optional<Event.Transition> turn() {
        return steps.stream().filter(step -> !step.to().equals(Replay.WAITING)).findFirst();
    }

    Optional<Event.Transition> activation() {
        return steps.stream().filter(step -> step.to().equals(Replay.ACTIVE)).findFirst();
    }

    /** Where it is in the end. */
    String state() {
        return steps.get(steps.size() - 1).to();
    }

    /** Whether its end stands before the beginning of another in the trail. */
    boolean endsBefore(Path other) {
        for (int i = 0; i < steps.size(); i++) {
            if (Replay.isEnd(steps.get(i).to())) {
                return places.get(i) < other.places.get(0);
            }
        }
        return false;
    }

    /** Where in the trail it begins: before all others where the trail began later than it. */
    int begin() {
        return isBorn() ? places.get(0) : -1;
    }
}
