package io.waitingroom.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.Departures;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPaceTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration MAX_INTERVAL = RoomSettings.MAX_POLL_INTERVAL;

    @Test
    void clientsNearTheFrontPollOftenAndClientsFarBackSeldom() {
        var pace = PollPace.of(room(1000, 10, TEN_MINUTES), 20_000);
        assertThat(pace.after(1, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.after(400, 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pace.after(1_000_000, 0)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void clientsNearTheFrontPollOftenInASlowRoomToo() {
        assertThat(PollPace.of(room(1000, 0.001, TEN_MINUTES), 20_000).after(2, 0))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(PollPace.of(room(1000, 0, TEN_MINUTES), 20_000).after(10, 0)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void jitterLengthensIntervalsByAQuarterAtMost() {
        var pace = PollPace.of(room(10, 10, TEN_MINUTES), 20_000);
        assertThat(pace.after(1, 1)).isEqualTo(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 10, 20000, 100, 200, 30",
        "10000, 500, 20000, 100, 200, 10",
        "1000000, 500, 20000, 100, 200, 10",
        "1000000, 0, 20000, 100, 200, 10",
        "3000000, 0.1, 20000, 100, 200, 15",
        "3000000, 5000, 1, 1000, 100, 10",
        "50000, 20, 1, 1, 1000, 4"
    })
    void everyPollLeavesHalfOfTheTimeToClaim(
            long waiting, double admitted, int budget, int batch, long rate, int claim) {
        var limit = new Pace(batch, Duration.ofMillis(rate), TEN_MINUTES, TEN_MINUTES, Duration.ofSeconds(claim));
        var polls = PollPace.of(room(waiting, admitted, limit, 1), budget);
        for (long position = 1; position <= waiting; position += 1 + position / 10) {
            var windowsBetween = Math.max(0, (position - 1) / batch - 1);
            assertThat(polls.after(position, 1))
                    .as("at position %d", position)
                    .isLessThanOrEqualTo(Duration.ofMillis(windowsBetween * rate + claim * 500L));
        }
    }

    @Test
    void theBudgetDelaysClientsFarBackAndNotTheFront() {
        var polls = PollPace.of(room(3_000_000, 500, Duration.ofSeconds(10)), 20_000);
        assertThat(polls.after(1, 0)).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(polls.after(3_000_000, 0)).isGreaterThan(Duration.ofSeconds(140));
    }

    @Test
    void jitterAlsoSpreadsIntervalsAtTheirLimit() {
        var polls = PollPace.of(room(3_000_000, 500, Duration.ofSeconds(4)), 20_000);
        assertThat(polls.after(1, 0)).isEqualTo(Duration.ofMillis(1600));
        assertThat(polls.after(1, 1)).isEqualTo(Duration.ofMillis(2000));
    }

    @Test
    void noIntervalExceedsTheMaximum() {
        var polls = PollPace.of(room(10_000_000, 1, TEN_MINUTES), 1);
        assertThat(polls.after(10_000_000, 1)).isEqualTo(MAX_INTERVAL);
        assertThat(polls.after(1, 1)).isLessThanOrEqualTo(Duration.ofMillis(12_500));
    }

    @Test
    void clientsPollInTimeForTheirTurnBeforeAnyGranterLed() {
        var pace = new Pace(100, Duration.ofMillis(200), TEN_MINUTES, TEN_MINUTES, TEN_MINUTES);
        var polls = PollPace.of(room(1_000_000, 0, pace, 0), 20_000);
        assertThat(polls.after(1000, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(polls.after(1_000_000, 1)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(105));
    }

    @ParameterizedTest
    @CsvSource({"1000000, 500, 20000", "1000000, 0.1, 20000", "1000000, 500, 6000", "50000, 20, 300", "10, 1, 1"})
    void allPollsTogetherStayWithinTheBudget(long waiting, double admitted, int budget) {
        var pace = PollPace.of(room(waiting, admitted, TEN_MINUTES), budget);
        var polls = LongStream.rangeClosed(1, waiting)
                .mapToDouble(position -> 1000.0 / pace.after(position, 0).toMillis())
                .sum();
        assertThat(polls).isLessThanOrEqualTo(budget * 1.01);
    }

    @Test
    void intervalsAreNotLengthenedWithinTheBudget() {
        assertThat(PollPace.of(room(1000, 10, TEN_MINUTES), 1_000_000).factor()).isEqualTo(1);
    }

    private static RoomSnapshot room(long waiting, double admittedPerSecond, Duration timeToClaim) {
        return room(
                waiting,
                admittedPerSecond,
                new Pace(100, Duration.ofMillis(200), TEN_MINUTES, TEN_MINUTES, timeToClaim),
                1);
    }

    private static RoomSnapshot room(long waiting, double admittedPerSecond, Pace pace, long epoch) {
        var averages = new Averages(
                new Frequency(0, 0),
                new Frequency(0, 0),
                new Frequency(admittedPerSecond * 60, 60),
                new Frequency(0, 0),
                0,
                0);
        var figures = new RoomFigures(
                0, epoch, 1, 1, 100, waiting, waiting, 0, 0, 0, 0, 0, 0, 1, averages, EstimateAccuracy.NONE);
        return new RoomSnapshot(1, 0, 0, figures, pace, Departures.NONE);
    }
}
