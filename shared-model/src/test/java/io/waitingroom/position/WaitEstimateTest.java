package io.waitingroom.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A room of 60 slots, each of which becomes free after a minute: one slot per second. */
class WaitEstimateTest {
    private static final Frequency NONE_DEPART = new Frequency(0, 1);
    private static final Frequency ONE_A_MINUTE = new Frequency(60, 3600);

    private long capacity = 60;
    private long active = 60;
    private long activations = 1000;
    private long blockedFor = 0;
    private int pacePerSecond = 100;
    private Frequency fast = ONE_A_MINUTE;
    private Frequency slow = new Frequency(600, 36_000);
    private Frequency departures = NONE_DEPART;

    @Test
    void rangeContainsTheTimeThatTurnoverTakes() {
        var range = at(600);
        assertThat(range.minSeconds()).isBetween(480L, 599L);
        assertThat(range.maxSeconds()).isBetween(601L, 720L);
    }

    @Test
    void maximumIsAtMostTwiceTheMinimumPlus30Seconds() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            capacity = 1 + random.nextInt(1000);
            active = random.nextInt((int) capacity + 10);
            pacePerSecond = 1 + random.nextInt(1000);
            fast = randomFrequency(random);
            slow = randomFrequency(random);
            departures = random.nextBoolean() ? NONE_DEPART : randomFrequency(random);
            estimate(1 + random.nextInt(1_000_000))
                    .ifPresent(range ->
                            assertThat(range.maxSeconds()).isBetween(range.minSeconds(), 2 * range.minSeconds() + 30));
        }
    }

    @Test
    void estimateNeverDecreasesWithThePosition() {
        active = 50;
        departures = new Frequency(1, 1000);
        for (long position = 2; position < 3000; position++) {
            assertThat(at(position).minSeconds())
                    .isGreaterThanOrEqualTo(at(position - 1).minSeconds());
            assertThat(at(position).maxSeconds())
                    .isGreaterThanOrEqualTo(at(position - 1).maxSeconds());
        }
    }

    @Test
    void freeSlotsAreFilledAtThePace() {
        active = 0;
        capacity = 1000;
        pacePerSecond = 2;
        assertThat(at(800).minSeconds()).isEqualTo(399);
        assertThat(at(800).maxSeconds()).isBetween(401L, 510L);
    }

    @Test
    void turnoverIsNeverFasterThanThePace() {
        pacePerSecond = 1;
        capacity = 6000;
        active = 6000;
        assertThat(at(600).minSeconds()).isEqualTo(599);
    }

    @Test
    void waitIncludesActiveSessionsAboveTheCapacity() {
        active = 660;
        assertThat(at(1).minSeconds()).isGreaterThan(480);
    }

    @Test
    void departuresAheadShortenTheWait() {
        departures = new Frequency(1, 600);
        assertThat(at(600).maxSeconds()).isLessThan(600);
    }

    @Test
    void rangeSpansTheFastAndTheSlowAverage() {
        fast = new Frequency(30, 3600);
        assertThat(at(600).minSeconds()).isLessThan(600);
        assertThat(at(600).maxSeconds()).isGreaterThan(1000);
        fast = new Frequency(120, 3600);
        assertThat(at(600).minSeconds()).isLessThan(350);
        assertThat(at(600).maxSeconds()).isGreaterThan(600);
    }

    @Test
    void rangeIsWiderAfterFewEvents() {
        var narrow = width(at(600));
        fast = new Frequency(0.6, 36);
        slow = new Frequency(6, 360);
        assertThat(width(at(600))).isGreaterThan(2 * narrow);
    }

    @Test
    void likelyWaitIsInTheRangeEvenAfterFewEvents() {
        fast = new Frequency(0.1, 6);
        slow = new Frequency(1, 60);
        assertThat(at(600).minSeconds()).isBetween(300L, 600L);
        assertThat(at(600).maxSeconds()).isGreaterThan(600);
    }

    @Test
    void noEstimateBeforeTheFirstAdmission() {
        activations = 0;
        active = 0;
        assertThat(estimate(1)).isEmpty();
    }

    @Test
    void noEstimateForTurnoverThatWasNeverObserved() {
        fast = new Frequency(0, 100);
        slow = new Frequency(0, 100);
        assertThat(estimate(1)).isEmpty();
        active = 59;
        assertThat(estimate(1)).isPresent();
        assertThat(estimate(2)).isEmpty();
    }

    @Test
    void noEstimateInAClosedRoom() {
        capacity = 0;
        assertThat(room().state(true)).isEqualTo(RoomState.CLOSED);
        assertThat(estimate(1)).isEmpty();
    }

    @Test
    void noEstimateWhileRoomTimeIsStopped() {
        assertThat(room().state(false)).isEqualTo(RoomState.STALLED);
        assertThat(room().estimate(1, RoomState.STALLED)).isEmpty();
    }

    @Test
    void roomIsStalledAfterItsPatienceWithoutAnAdmission() {
        blockedFor = 60_000;
        assertThat(room().state(true)).isEqualTo(RoomState.OPEN);
        blockedFor = 60_001;
        assertThat(room().state(true)).isEqualTo(RoomState.STALLED);
        assertThat(estimate(1)).isEmpty();
    }

    @Test
    void roomWithFreeSlotsIsStalledAfter15SecondsWithoutAnAdmission() {
        active = 59;
        blockedFor = 15_001;
        assertThat(room().state(true)).isEqualTo(RoomState.STALLED);
    }

    private static Frequency randomFrequency(Random random) {
        return new Frequency(Math.exp(random.nextGaussian() * 5), Math.exp(random.nextGaussian() * 5));
    }

    private static long width(WaitRange range) {
        return range.maxSeconds() - range.minSeconds();
    }

    private WaitRange at(long position) {
        return estimate(position).orElseThrow();
    }

    private Optional<WaitRange> estimate(long position) {
        return room().estimate(position, room().state(true));
    }

    private RoomSnapshot room() {
        var now = 10_000_000;
        var averages = new Averages(fast, slow, ONE_A_MINUTE, departures, now - blockedFor, 60_000);
        var figures = new RoomFigures(
                now,
                1,
                1,
                1,
                capacity,
                5000,
                9000,
                activations,
                0,
                0,
                0,
                now,
                active,
                1,
                averages,
                EstimateAccuracy.NONE);
        var d = Duration.ofMinutes(10);
        return new RoomSnapshot(
                1, 1, 0, figures, new Pace(pacePerSecond, Duration.ofSeconds(1), d, d, d), Departures.NONE);
    }
}
