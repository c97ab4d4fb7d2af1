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
                new Fault("redis-clock-forward", scene -> step(scene, HOUR)),
                new Fault("redis-clock-back", scene -> step(scene, HOUR.negated())),
                new Fault("process-clocks-wrong", ClockFaults::processClocksWrong));
    }

    private static void step(Scene scene, Duration by) {
        var shim = Shim.build();
        shim.restart(scene.stage.redis);
        scene.afterwards(scene.stage::freshRedis);
        scene.pass(2_000);
        shim.putClockWrongBy(by);
        scene.over();
        scene.pass(3_000);
    }

    // One of each tier an hour ahead, the others an hour behind: they disagree with Redis and with each other.
    private static void processClocksWrong(Scene scene) {
        var ahead = Shim.build();
        var behind = Shim.build();
        ahead.putClockWrongBy(HOUR);
        behind.putClockWrongBy(HOUR.negated());
        var tiers = scene.stage.tiers;
        for (var tier : List.of(tiers.apiServers, tiers.granters)) {
            restart(tier.get(0), ahead.environment());
            scene.stage.tiers.complete();
            restart(tier.get(1), behind.environment());
            scene.stage.tiers.complete();
        }
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
