package io.waitingroom.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.Departures;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.PastEstimates;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPaceTest {
    @Test
    void whoeverIsNearTheFrontAsksOftenAndWhoeverIsFarBackSeldom() {
        var pace = PollPace.of(room(1000, 10, Duration.ZERO), 20_000);
        assertThat(pace.after(1, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.after(400, 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pace.after(1_000_000, 0)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void inASlowRoomTheFrontStillAsksOften() {
        assertThat(PollPace.of(room(1000, 0.001, Duration.ZERO), 20_000).after(2, 0))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(PollPace.of(room(1000, 0, Duration.ZERO), 20_000).after(10, 0))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void chanceMakesTimesLongerByAQuarterAtMost() {
        var pace = PollPace.of(room(10, 10, Duration.ZERO), 20_000);
        assertThat(pace.after(1, 1)).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void whoMustClaimTheirSlotAsksWithinHalfTheTimeForIt() {
        var pace = PollPace.of(room(1000, 10, Duration.ofSeconds(30)), 20_000);
        assertThat(pace.after(1000, 0)).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource({"1000000, 500, 20000", "1000000, 0.1, 20000", "1000000, 500, 1000", "50000, 20, 300", "10, 1, 1"})
    void allTogetherAskNoMoreOftenThanTheyMay(long waiting, double admitted, int most) {
        var pace = PollPace.of(room(waiting, admitted, Duration.ZERO), most);
        var polls = LongStream.rangeClosed(1, waiting)
                .mapToDouble(position -> 1000.0 / pace.after(position, 0).toMillis())
                .sum();
        assertThat(polls).isLessThanOrEqualTo(most * 1.01);
    }

    @Test
    void whereTheyMayNobodyWaitsLongerThanNeedBe() {
        assertThat(PollPace.of(room(1000, 10, Duration.ZERO), 1_000_000).factor())
                .isEqualTo(1);
    }

    private static RoomSnapshot room(long waiting, double admittedPerSecond, Duration claimTtl) {
        var averages = new Averages(
                new Frequency(0, 0),
                new Frequency(0, 0),
                new Frequency(admittedPerSecond * 60, 60),
                new Frequency(0, 0),
                0,
                0);
        var figures =
                new RoomFigures(0, 1, 1, 1, 100, waiting, waiting, 0, 0, 0, 0, 0, 0, 1, averages, PastEstimates.NONE);
        var pace = new Pace(100, Duration.ofMillis(200), Duration.ofMinutes(15), Duration.ofMinutes(10), claimTtl);
        return new RoomSnapshot(1, 0, 0, figures, pace, Departures.NONE);
    }
}
