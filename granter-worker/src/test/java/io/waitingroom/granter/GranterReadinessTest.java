package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GranterReadinessTest {
    private static final Timing TIMING = Timing.of(Duration.ofMinutes(1), RoomSettings.DEFAULTS.rate());

    @AutoClose
    private final EmbeddedRedis redis = EmbeddedRedis.start();

    @AutoClose
    private final GranterRuntime granter = RoomBench.granter(redis.uri(), RoomSettings.DEFAULTS, TIMING);

    private final GranterReadiness readiness = granter.readiness;

    @Test
    void granterIsNotReadyBeforeItsFirstStep() {
        assertThat(readiness.problems())
                .containsExactly("Redis: not connected yet", "the last step failed: no step was taken yet");
        assertThat(readiness.details()).isEqualTo(Map.of("role", "standby"));
    }

    @Test
    void leaderIsReadyAndReportsItsEpoch() {
        granter.start();
        awaitReady(readiness);
        var epoch = granter.granter.lease().orElseThrow().epoch();
        assertThat(readiness.details()).isEqualTo(Map.of("role", "leader", "epoch", Long.toString(epoch)));
    }

    @Test
    void standbyIsReady() {
        granter.start();
        awaitReady(readiness);
        try (var standby =
                RoomBench.granter(redis.uri(), RoomSettings.DEFAULTS, TIMING).start()) {
            awaitReady(standby.readiness);
            assertThat(standby.readiness.details()).isEqualTo(Map.of("role", "standby"));
        }
    }

    @Test
    void granterIsNotReadyDuringARedisOutage() {
        granter.start();
        awaitReady(readiness);
        redis.kill();
        Awaitility.await()
                .untilAsserted(() -> assertThat(readiness.problems())
                        .hasSize(2)
                        .anyMatch(problem -> problem.startsWith("Redis: "))
                        .anyMatch(problem -> problem.startsWith("the last step failed: ")));
        redis.restart();
        awaitReady(readiness);
    }

    @Test
    void granterIsNotReadyForARoomOfAnotherFormat() {
        granter.start();
        awaitReady(readiness);
        try (var bench = new RoomBench(redis.uri());
                var standby = RoomBench.granter(redis.uri(), RoomSettings.DEFAULTS, TIMING)
                        .start()) {
            awaitReady(standby.readiness);
            bench.raw.hset(RoomBench.KEYS.room(), "format", "3");
            awaitTrouble(readiness, "the room has format 3");
            awaitTrouble(standby.readiness, "the room has format 3");
            bench.raw.hset(RoomBench.KEYS.room(), "format", "2");
            awaitReady(readiness);
            awaitReady(standby.readiness);
        }
    }

    private static void awaitTrouble(GranterReadiness readiness, String trouble) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(readiness.problems())
                        .singleElement()
                        .asString()
                        .contains(trouble));
    }

    @Test
    void drainingGranterIsNotReady() {
        granter.start();
        awaitReady(readiness);
        readiness.drain();
        assertThat(readiness.problems()).isEqualTo(List.of("this granter is ending"));
    }

    private static void awaitReady(GranterReadiness readiness) {
        Awaitility.await().until(() -> readiness.problems().isEmpty());
    }
}
