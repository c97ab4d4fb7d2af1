package io.waitingroom.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.Departures;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.position.RoomState;
import io.waitingroom.room.Averages;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Checks that a room whose time stands still is stalled. The server has read the room at second 0. */
class CachedRoomTest {
    private final CachedRoom cached = CachedRoom.of(room(1, 7), 0, null, 20_000);

    @Test
    void aRoomWithoutATickForFiveSecondsIsStalled() {
        assertThat(stateAfter(4, room(1, 7))).isEqualTo(RoomState.OPEN);
        assertThat(stateAfter(5, room(1, 7))).isEqualTo(RoomState.STALLED);
        assertThat(stateAfter(5, room(1, 8))).isEqualTo(RoomState.OPEN);
    }

    @Test
    void anotherIncarnationHasTicksOfItsOwn() {
        assertThat(stateAfter(5, room(2, 7))).isEqualTo(RoomState.OPEN);
    }

    private RoomState stateAfter(int seconds, RoomSnapshot room) {
        return CachedRoom.of(room, TimeUnit.SECONDS.toNanos(seconds), cached, 20_000)
                .state();
    }

    private static RoomSnapshot room(int incarnation, long ticks) {
        var figures = new RoomFigures(
                0, 1, 1, ticks, 10, 1, 1, 0, 0, 0, 0, 0, 0, 1, Averages.NONE, new EstimateAccuracy(0, 0, 0));
        var pace = new Pace(100, Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ZERO);
        return new RoomSnapshot(incarnation, 0, 0, figures, pace, Departures.NONE);
    }
}
