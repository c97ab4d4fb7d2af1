package io.waitingroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollPaceSimulationTest {
    private static final int BUDGET = 20_000;

    @Test
    void everyOfAMillionPollingClientsCanClaimInTime() {
        var result = new PollPaceSimulation(1_000_000, Duration.ofSeconds(10), BUDGET).run();
        assertThat(result.shareInTime()).isEqualTo(1);
        assertThat(result.pollsPerSecond()).isBetween(0.5 * BUDGET, 1.0 * BUDGET);
    }
}
