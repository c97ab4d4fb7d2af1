package io.waitingroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.EmbeddedRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether people are told the truth about their wait. */
class SimulationTest {
    @Test
    void ofASteadyCrowdFourInFiveWaitAsLongAsTheyAreToldHalfWay() {
        var turnouts = turnouts();
        turnouts.forEach(turnout -> System.out.println(turnout.line()));
        assertThat(turnouts.get(0).insideShare()).isGreaterThanOrEqualTo(0.8);
    }

    private static List<Turnout> turnouts() {
        try (var redis = EmbeddedRedis.start()) {
            return Simulation.crowds().stream()
                    .map(scenario -> Simulation.run(redis.uri(), scenario, Long.getLong("simulation.seed", 1)))
                    .toList();
        }
    }
}
