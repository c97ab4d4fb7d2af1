package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;

/** Whoever asks is told of their own session, and of nobody else's. */
final class OwnState implements Invariant {
    @Override
    public String name() {
        return "own-state";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>(Holders.check(evidence));
        for (var client : evidence.clients().values()) {
            findings.addAll(Views.check(evidence, client));
        }
        return findings;
    }
}
