package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Requires that no session becomes ACTIVE beyond the capacity. Checks only activations, because a new leader with a lower
 * capacity ends no session. Does not check activations before the first known leader.
 */
final class Capacity implements Invariant {
    @Override
    public String name() {
        return "capacity";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        var replay = new Replay();
        for (var event : evidence.events()) {
            replay.apply(event);
            if (event instanceof Event.Transition step && step.to().equals(Replay.ACTIVE) && isExceeded(replay)) {
                findings.add(finding(step, replay));
            }
        }
        return findings;
    }

    private static boolean isExceeded(Replay replay) {
        return replay.capacity().isPresent()
                && replay.active().size() > replay.capacity().getAsInt();
    }

    private static Finding finding(Event.Transition step, Replay replay) {
        var lines = new ArrayList<Event>();
        lines.add(step);
        replay.leader().ifPresent(lines::add);
        replay.active().values().stream()
                .limit(18)
                .filter(other -> other != step)
                .forEach(lines::add);
        var what = "%s became ACTIVE as number %d, capacity is %d";
        return new Finding(
                what.formatted(
                        step.holder(), replay.active().size(), replay.capacity().orElseThrow()),
                lines);
    }
}
