package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requires that each leader of a room has a higher epoch than all earlier leaders of the same room. Also requires that no
 * process acts in the name of an earlier leader. A new room may begin with a lower epoch than the room before it: an epoch is
 * at least the time of Redis's clock, and that clock may step back.
 */
final class Epoch implements Invariant {
    @Override
    public String name() {
        return "epoch";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        var replay = new Replay();
        for (var event : evidence.events()) {
            replay.leader().flatMap(leader -> violation(leader, event)).ifPresent(findings::add);
            replay.apply(event);
        }
        return findings;
    }

    private static Optional<Finding> violation(Event.Leader leader, Event event) {
        if (event instanceof Event.Leader next && next.epoch() <= leader.epoch()) {
            var what = "a leader of epoch %d followed one of epoch %d".formatted(next.epoch(), leader.epoch());
            return Optional.of(new Finding(what, List.of(leader, next)));
        }
        if (event instanceof Event.Transition step && step.epoch() != leader.epoch()) {
            var what = "%s became %s in epoch %d, during epoch %d"
                    .formatted(step.holder(), step.to(), step.epoch(), leader.epoch());
            return Optional.of(new Finding(what, List.of(leader, step)));
        }
        return Optional.empty();
    }
}
