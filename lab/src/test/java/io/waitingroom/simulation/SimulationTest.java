package io.waitingroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.EmbeddedRedis;
import org.junit.jupiter.api.Test;

/**
 * Tests the accuracy of the wait estimates for one crowd; the benchmark tries all of them.
 * {@code -Dsimulation.seed=N} tries other crowds.
 */
class SimulationTest {
    private static final long SEED = Long.getLong("simulation.seed", 1);

    @Test
    void fourInFiveOfASteadyCrowdWaitWithinTheEstimate() {
        try (var redis = EmbeddedRedis.start()) {
            var steady = Simulation.runSome(redis.uri(), SEED, 1).get(0);
            System.out.println(steady.line());
            assertThat(steady.people()).isGreaterThan(1000);
            assertThat(steady.insideShare()).isGreaterThanOrEqualTo(0.8);
            assertThat(steady.noEstimateShare()).isLessThan(0.01);
            assertThat(steady.medianWidth()).isLessThan(0.6);
            assertThat(steady.room().insideShare().orElseThrow()).isGreaterThanOrEqualTo(0.8);
        }
    }
}
