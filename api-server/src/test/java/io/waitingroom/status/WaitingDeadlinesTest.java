package io.waitingroom.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.Departures;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Checks the heartbeat cadence when the time to live of a room changes. It is 6 s at first. */
class WaitingDeadlinesTest {
    private CachedRoom cached = CachedRoom.of(room(1, 0, 6), 0, null, 20_000);

    @Test
    void aRaisedTtlAppliesOnceNoSessionHasTheShorterOne() {
        assertThat(cadenceAt(1000, 6)).isEqualTo(Duration.ofSeconds(2));
        assertThat(cadenceAt(2000, 900)).isEqualTo(Duration.ofSeconds(2));
        assertThat(cadenceAt(6999, 900)).isEqualTo(Duration.ofSeconds(2));
        assertThat(cadenceAt(7000, 900)).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void aLoweredTtlAppliesAtOnce() {
        assertThat(cadenceAt(1000, 3)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anotherIncarnationHasItsOwnTtl() {
        cached = CachedRoom.of(room(2, 0, 900), 0, cached, 20_000);
        assertThat(cached.cadence()).isEqualTo(Duration.ofSeconds(300));
    }

    private Duration cadenceAt(long now, int ttlSeconds) {
        cached = CachedRoom.of(room(1, now, ttlSeconds), 0, cached, 20_000);
        return cached.cadence();
    }

    private static RoomSnapshot room(int incarnation, long now, int ttlSeconds) {
        var figures = new RoomFigures(
                now, 1, 1, now, 10, 1, 1, 0, 0, 0, 0, 0, 0, 1, Averages.NONE, new EstimateAccuracy(0, 0, 0));
        var pace = new Pace(
                100, Duration.ofMillis(200), Duration.ofSeconds(ttlSeconds), Duration.ofMinutes(10), Duration.ZERO);
        return new RoomSnapshot(incarnation, 0, 0, figures, pace, Departures.NONE);
    }
}
