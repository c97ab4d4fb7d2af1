package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Requires that each session has one life: a join, then legal transitions in their order, then one end. Also requires that no
 * acknowledged session is forgotten, and that no session expires while its client sends heartbeats in time.
 */
final class Life implements Invariant {
    @Override
    public String name() {
        return "life";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>(LegalSteps.check(evidence));
        for (var client : evidence.clients().values()) {
            if (client.isAcknowledged()) {
                Acknowledged.check(evidence, client).ifPresent(findings::add);
                new Heartbeats(evidence, client).check().ifPresent(findings::add);
            }
        }
        return findings;
    }
}
