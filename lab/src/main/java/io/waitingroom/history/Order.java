package io.waitingroom.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Who joined first is activated first. Tells once of each who was overtaken. */
final class Order implements Invariant {
    @Override
    public String name() {
        return "order";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        var overtaken = new HashSet<Person>();
        var replay = new Replay();
        for (var event : evidence.events()) {
            if (event instanceof Event.Transition step && step.to().equals(Replay.ACTIVE)) {
                var first = replay.waiting().firstEntry();
                if (first != null
                        && first.getKey().ticket() < step.person().ticket()
                        && overtaken.add(first.getKey())) {
                    var what = "%s became ACTIVE while %s was WAITING";
                    findings.add(new Finding(
                            what.formatted(step.person(), first.getKey()), List.of(first.getValue(), step)));
                }
            }
            replay.apply(event);
        }
        return findings;
    }
}
