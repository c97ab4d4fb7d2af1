package io.waitingroom.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A room in which one slot becomes free each second, and a leader that ticks ten times a second. */
class EstimateNotesTest {
    private static final Frequency ONE_A_SECOND = new Frequency(1000, 1000);
    private static final int MINUTE = 60_000;

    private final EstimateNotes notes = new EstimateNotes(Pace.of(RoomSettings.DEFAULTS));

    @Test
    void estimateOfTheLastPlaceIsRecorded() {
        var estimate = notes.of(room(5000, 60, 1)).orElseThrow();
        assertThat(estimate.ticket()).isEqualTo(1060);
        assertThat(estimate.at()).isEqualTo(5000);
        assertThat(estimate.range().middle()).isBetween(50.0, 70.0);
    }

    @Test
    void oneEstimateIsRecordedPerSecond() {
        assertThat(recordsInOneMinute(60)).isBetween(59L, 60L);
    }

    @Test
    void fewerEstimatesAreRecordedWhenWaitsAreLong() {
        assertThat(recordsInOneMinute(1500)).isBetween(5L, 7L);
    }

    @Test
    void nothingIsRecordedWithoutAQueueOrAnEstimate() {
        assertThat(notes.of(room(0, 0, 1))).isEmpty();
        assertThat(notes.of(room(0, 10, 0))).isEmpty();
    }

    private long recordsInOneMinute(int waiting) {
        return LongStream.range(0, MINUTE / 100)
                .filter(tenth -> notes.of(room(tenth * 100, waiting, 1)).isPresent())
                .count();
    }

    private static RoomFigures room(long now, long waiting, long capacity) {
        var averages = new Averages(ONE_A_SECOND, ONE_A_SECOND, ONE_A_SECOND, new Frequency(0, 1), now, 30_000);
        return new RoomFigures(
                now,
                1,
                1,
                1,
                capacity,
                waiting,
                1000 + waiting,
                1,
                0,
                0,
                0,
                now,
                1,
                1,
                averages,
                EstimateAccuracy.NONE);
    }
}
