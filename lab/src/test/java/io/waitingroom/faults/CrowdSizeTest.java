package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrowdSizeTest {
    @Test
    void aFastMachineGetsTheFullCrowd() {
        var size = CrowdSize.on(100_000);
        assertThat(size.visitors(150)).isEqualTo(150);
        assertThat(size.stretch(700)).isEqualTo(700);
    }

    @Test
    void aSlowerMachineGetsTheSameShareOfItsCapacity() {
        var size = CrowdSize.on(3_000);
        assertThat(size.maxCallsPerSecond()).isCloseTo(CrowdSize.LOAD * 3_000, within(0.1));
        assertThat(size.visitors(160)).isEqualTo(100);
        assertThat(size.stretch(700)).as("so that as many wait").isEqualTo(1_120);
        assertThat(size.pollPause(400)).isEqualTo(400);
        assertThat(size.toString()).contains("answers 3000 calls/s", "63 % of the full one", "at most 750 calls/s");
    }

    @Test
    void theSmallestCrowdPollsLessOften() {
        var size = CrowdSize.on(1_000);
        assertThat(size.visitors(150))
                .as("more than the room holds")
                .isEqualTo(60)
                .isGreaterThan(Tiers.CAPACITY);
        assertThat(size.pollPause(400)).isBetween(900L, 1_100L);
        assertThat(size.maxCallsPerSecond()).isCloseTo(CrowdSize.LOAD * 1_000, within(0.1));
    }

    @Test
    void aCrowdThatIsTooLargeIsReported() {
        var size = CrowdSize.on(300);
        assertThat(size.pollPause(400)).isEqualTo(1_600);
        assertThat(size.toString()).contains("overload may be among the faults");
        assertThat(CrowdSize.on(1_000).toString()).doesNotContain("overload");
    }
}
