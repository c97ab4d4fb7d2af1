package io.waitingroom.bench;

import java.util.ArrayList;

/** What permits cost: checking them, signing them, and what those who wait notice of that. */
final class PermitCost implements Measurement {
    @Override
    public Findings measure(SharedRooms lab) throws Exception {
        var parts = new ArrayList<Findings>();
        try (var room = new PermitRoom()) {
            parts.addAll(new OnlineChecks(lab, room).measure());
            parts.add(new Signatures(lab, room).measure());
            parts.add(new PollsBesideSignatures(lab, room).measure());
        }
        return new Findings(
                parts.stream().flatMap(part -> part.rows().stream()).toList(),
                parts.stream().flatMap(part -> part.pictures().stream()).toList());
    }
}
