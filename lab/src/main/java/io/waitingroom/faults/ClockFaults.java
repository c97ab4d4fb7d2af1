package io.waitingroom.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Wall clocks that are wrong. */
final class ClockFaults {
    private static final Duration HOUR = Duration.ofHours(1);

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                stepped("redis-clock-forward", HOUR),
                stepped("redis-clock-back", HOUR.negated()),
                new Fault("process-clocks-wrong", ClockFaults::putProcessClocksWrong, scene -> scene.pass(3_000)));
    }

    // The clock is right again by the next fault, which is a step the other way in a room of its own.
    private static Fault stepped(String name, Duration by) {
        return new Fault(name, scene -> scene.stage.useShim(scene), scene -> {
            scene.stage.shim().putClockWrongBy(by);
            scene.over();
            scene.pass(3_000);
        });
    }

    // One of each tier an hour ahead, the others an hour behind: they disagree with Redis and with each other.
    private static void putProcessClocksWrong(Scene scene) {
        var ahead = Shim.build();
        var behind = Shim.build();
        ahead.putClockWrongBy(HOUR);
        behind.putClockWrongBy(HOUR.negated());
        var tiers = scene.stage.tiers;
        for (var tier : List.of(tiers.apiServers, tiers.granters)) {
            restart(tier.get(0), ahead.environment());
            restart(tier.get(1), behind.environment());
        }
        tiers.complete();
        scene.afterwards(() -> tiers.all().forEach(slot -> {
            slot.environment(Map.of());
            slot.terminate();
        }));
    }

    private static void restart(Slot slot, Map<String, String> environment) {
        slot.environment(environment);
        slot.terminate();
    }
}
