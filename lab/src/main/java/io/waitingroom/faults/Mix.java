package io.waitingroom.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Injects several faults one after the other while the same visitors wait. The seed of the run determines the choice of the
 * faults and their order.
 */
final class Mix {
    private static final int COUNT = 4;
    /** The faults that can be part of a mix: they need no preparation, and the other faults are still possible after them. */
    private static final Set<String> CANDIDATES = Set.of(
            "leader-killed",
            "leader-paused",
            "grant-held-back",
            "standby-killed",
            "api-killed",
            "api-paused",
            "clients-cut",
            "redis-killed",
            "redis-client-pause",
            "redis-slow",
            "replies-cut",
            "requests-black-holed",
            "replies-black-holed",
            "connections-unanswered",
            "scripts-flushed",
            "group-destroyed",
            "most-walk-away",
            "all-reconnect");

    private Mix() {}

    static Fault of(List<Fault> faults) {
        return new Fault("mix", context -> inject(faults, context));
    }

    private static void inject(List<Fault> faults, FaultContext context) {
        var parts = new ArrayList<>(faults.stream()
                .filter(fault -> CANDIDATES.contains(fault.name()))
                .toList());
        Collections.shuffle(parts, context.random);
        for (var part : parts.subList(0, COUNT)) {
            context.startFault();
            part.injection().run(context);
            context.deployment.tiers.complete();
        }
    }
}
