package io.waitingroom.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Several faults, one after the other, while the same people wait: which, the seed decides. */
final class Mix {
    private static final int FAULTS = 4;
    /** Those whose end is not the end of everything else, and that take no preparation. */
    private static final Set<String> PARTS = Set.of(
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
        return new Fault("mix", scene -> make(faults, scene));
    }

    private static void make(List<Fault> faults, Scene scene) {
        var parts = new ArrayList<>(
                faults.stream().filter(fault -> PARTS.contains(fault.name())).toList());
        Collections.shuffle(parts, scene.random);
        for (var part : parts.subList(0, FAULTS)) {
            scene.begin();
            part.making().take(scene);
            scene.stage.tiers.complete();
        }
    }
}
