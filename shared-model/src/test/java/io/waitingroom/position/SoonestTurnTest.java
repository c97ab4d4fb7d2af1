package io.waitingroom.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.RoomSnapshot.Pace;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoonestTurnTest {
    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 200", "100, 200", "7, 333"})
    void earliestTurnIsNeverLaterThanTheGrant(int batch, long rate) {
        var minute = Duration.ofMinutes(1);
        var pace = new Pace(batch, Duration.ofMillis(rate), minute, minute, minute);
        for (long now = 0; now < rate; now += Math.max(1, rate / 50)) {
            for (int position = 1; position < 20 * batch; position++) {
                assertThat(pace.earliestTurn(position) * 1000)
                        .as("at position %d, %d ms into a window", position, now)
                        .isLessThanOrEqualTo(Math.max(0, fastestGrant(position, batch, rate) - now) + 0.001)
                        .isGreaterThan(fastestGrant(position, batch, rate) - 2.001 * rate);
            }
        }
    }

    /** Returns the time in ms of the grant at the maximum pace, from the start of a window without any grant. */
    private static long fastestGrant(int position, int batch, long rate) {
        return (position - 1) / batch * rate;
    }
}
