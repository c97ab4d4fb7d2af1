package io.waitingroom.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Requires that sessions are activated in the order of their joins. Reports each overtaken session once. */
final class Order implements Invariant {
    @Override
    public String name() {
        return "order";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        var overtaken = new HashSet<Holder>();
        var replay = new Replay();
        for (var event : evidence.events()) {
            if (event instanceof Event.Transition step && step.to().equals(Replay.ACTIVE)) {
                var first = replay.waiting().firstEntry();
                if (first != null
                        && first.getKey().ticket() < step.holder().ticket()
                        && overtaken.add(first.getKey())) {
                    var what = "%s became ACTIVE while %s was WAITING";
                    findings.add(new Finding(
                            what.formatted(step.holder(), first.getKey()), List.of(first.getValue(), step)));
                }
            }
            replay.apply(event);
        }
        return findings;
    }
}
