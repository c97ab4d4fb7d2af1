package io.waitingroom.bench;

import java.util.ArrayList;

/**
 * Measures the cost of online checks and the cost of signatures of permits. Also measures how signatures affect the polls of
 * waiting clients.
 */
final class PermitCost implements Measurement {
    @Override
    public Findings measure(BenchContext context) throws Exception {
        var parts = new ArrayList<Findings>();
        try (var room = new PermitRoom()) {
            parts.addAll(new OnlineChecks(context, room).measure());
            parts.add(new Signatures(context, room).measure());
            parts.add(new PollsBesideSignatures(context, room).measure());
        }
        return new Findings(
                parts.stream().flatMap(part -> part.rows().stream()).toList(),
                parts.stream().flatMap(part -> part.pictures().stream()).toList());
    }
}
