package io.waitingroom.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.RoomSnapshot.Pace;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoonestTurnTest {
    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 200", "100, 200", "7, 333"})
    void nobodyIsGrantedSoonerHoweverTheWindowsFall(int batch, long rate) {
        var minute = Duration.ofMinutes(1);
        var pace = new Pace(batch, Duration.ofMillis(rate), minute, minute, minute);
        for (long now = 0; now < rate; now += Math.max(1, rate / 50)) {
            for (int position = 1; position < 20 * batch; position++) {
                assertThat(pace.earliestTurn(position) * 1000)
                        .as("at position %d, %d ms into a window", position, now)
                        .isLessThanOrEqualTo(Math.max(0, granted(position, batch, rate) - now) + 0.001)
                        .isGreaterThan(granted(position, batch, rate) - 2.001 * rate);
            }
        }
    }

    /** When somebody is granted as fast as the pace allows, from the beginning of a window that nobody was granted in yet. */
    private static long granted(int position, int batch, long rate) {
        return (position - 1) / batch * rate;
    }
}
