package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    @ParameterizedTest
    @CsvSource({"1, 20", "19, 20", "20, 20", "21, 21", "99, 99", "100, 100", "101, 100", "10000000, 100"})
    void tickIsAsLongAsAWindowWithin20To100Ms(long rate, long tick) {
        assertThat(timing(5000, rate).tick()).isEqualTo(Duration.ofMillis(tick));
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "50, 100", "200, 200"})
    void tickAdvancesRoomTimeByAtMostTwoTicks(long rate, long maxStepMillis) {
        assertThat(timing(5000, rate).maxStep()).isEqualTo(Duration.ofMillis(maxStepMillis));
    }

    @ParameterizedTest
    @CsvSource({"500, 125", "999, 249.75", "1000, 250", "1001, 250", "5000, 250"})
    void standbyPollsFourTimesPerLeaseAndAtLeastFourTimesASecond(long lease, double poll) {
        assertThat(timing(lease, 200).poll()).isEqualTo(Duration.ofNanos((long) (poll * 1_000_000)));
    }

    private static Timing timing(long lease, long rate) {
        return Timing.of(Duration.ofMillis(lease), Duration.ofMillis(rate));
    }
}
