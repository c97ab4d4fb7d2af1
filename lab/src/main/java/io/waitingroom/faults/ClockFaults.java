package io.waitingroom.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Faults of wall clocks. */
final class ClockFaults {
    private static final Duration HOUR = Duration.ofHours(1);

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                clockStep("redis-clock-forward", HOUR),
                clockStep("redis-clock-back", HOUR.negated()),
                new Fault("process-clocks-wrong", ClockFaults::shiftProcessClocks, context -> context.sleep(3_000)));
    }

    // The clock is right again before the next fault. That step back happens in a room of its own.
    private static Fault clockStep(String name, Duration offset) {
        return new Fault(name, context -> context.deployment.useShim(context), context -> {
            context.deployment.shim().shiftClock(offset);
            context.markOver();
            context.sleep(3_000);
        });
    }

    // One process of each tier is an hour ahead, the other an hour behind: they disagree with Redis and with each
    // other.
    private static void shiftProcessClocks(FaultContext context) {
        var ahead = Shim.build();
        var behind = Shim.build();
        ahead.shiftClock(HOUR);
        behind.shiftClock(HOUR.negated());
        var tiers = context.deployment.tiers;
        for (var tier : List.of(tiers.apiServers, tiers.granters)) {
            restart(tier.get(0), ahead.environment());
            restart(tier.get(1), behind.environment());
        }
        tiers.complete();
        context.addCleanUp(() -> tiers.all().forEach(process -> {
            process.setEnvironment(Map.of());
            process.terminate();
        }));
    }

    private static void restart(TierProcess process, Map<String, String> environment) {
        process.setEnvironment(environment);
        process.terminate();
    }
}
