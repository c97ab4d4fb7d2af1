package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;

/** Requires that each client gets answers about its own session and about no other session. */
final class OwnState implements Invariant {
    @Override
    public String name() {
        return "own-state";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>(UniqueHolders.check(evidence));
        for (var client : evidence.clients().values()) {
            findings.addAll(Views.check(evidence, client));
        }
        return findings;
    }
}
