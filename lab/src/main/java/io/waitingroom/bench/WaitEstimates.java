package io.waitingroom.bench;

import io.waitingroom.simulation.Simulation;
import io.waitingroom.simulation.SimulationResult;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.List;
import java.util.Locale;

/** Measures the accuracy of wait estimates in simulated rooms. */
final class WaitEstimates implements Measurement {
    private static final double MIN_RATIO = 0.8;
    private static final long SEED = 1;

    @Override
    public Findings measure(BenchContext context) {
        try (var redis = EmbeddedRedis.start()) {
            var results = Simulation.runSome(redis.uri(), SEED, context.scale().simulated());
            return new Findings(results.stream().map(WaitEstimates::row).toList(), List.of());
        }
    }

    private static Row row(SimulationResult result) {
        var figure = String.format(
                Locale.ROOT,
                "wait inside the range estimated half-way: %s crowd of %,d, median error %+.2f",
                result.crowd(),
                result.people(),
                result.medianError());
        var hasThreshold = result.crowd().equals(Simulation.STEADY);
        return new Row(
                figure,
                String.format(Locale.ROOT, "%.2f", result.insideShare()),
                "",
                "",
                hasThreshold ? "≥ " + MIN_RATIO : "printed",
                !hasThreshold || result.insideShare() >= MIN_RATIO);
    }
}
