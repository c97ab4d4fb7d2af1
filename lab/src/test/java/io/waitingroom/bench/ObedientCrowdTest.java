package io.waitingroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObedientCrowdTest {
    private static final int BUDGET = 20_000;

    @Test
    void ofAMillionWhoPollAsToldEverybodySeesTheirTurnInTimeToClaimIt() {
        var told = new ObedientCrowd(1_000_000, Duration.ofSeconds(10), BUDGET).watch();
        assertThat(told.shareInTime()).isEqualTo(1);
        assertThat(told.pollsPerSecond()).isBetween(0.5 * BUDGET, 1.0 * BUDGET);
    }
}
