package io.waitingroom.bench;

import io.waitingroom.simulation.Simulation;
import io.waitingroom.simulation.Turnout;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.List;
import java.util.Locale;

/** Whether people wait as long as they are told, in simulated rooms. */
final class Waits implements Measurement {
    private static final double LEAST = 0.8;
    private static final long SEED = 1;

    @Override
    public Findings measure(SharedRooms lab) {
        try (var redis = EmbeddedRedis.start()) {
            var turnouts = Simulation.runSome(redis.uri(), SEED, lab.scale().simulated());
            return new Findings(turnouts.stream().map(Waits::row).toList(), List.of());
        }
    }

    private static Row row(Turnout turnout) {
        var figure = String.format(
                Locale.ROOT,
                "wait inside the range told half-way: %s crowd of %,d, median error %+.2f",
                turnout.crowd(),
                turnout.people(),
                turnout.medianError());
        var judged = turnout.crowd().equals(Simulation.STEADY);
        return new Row(
                figure,
                String.format(Locale.ROOT, "%.2f", turnout.insideShare()),
                "",
                "",
                judged ? "≥ " + LEAST : "printed",
                !judged || turnout.insideShare() >= LEAST);
    }
}
