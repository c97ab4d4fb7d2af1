package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.redis.RoomKeys;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiReadinessTest {
    @Test
    void aServerIsReadyWhileRedisIsAvailableAndItIsNotDraining() {
        try (var redis = EmbeddedRedis.start("--maxmemory", "100mb");
                var api = new TestApi(redis.uri()).awaitReady()) {
            assertThat(api.readiness.details()).containsEntry("role", "api-server");
            redis.pause();
            await().until(() -> !api.readiness.problems().isEmpty());
            assertThat(api.readiness.problems()).singleElement().asString().startsWith("Redis: ");
            redis.resume();
            await().until(() -> api.readiness.problems().isEmpty());
            api.readiness.drain();
            assertThat(api.readiness.problems()).containsExactly("this server is ending");
            assertThat(api.post(TestApi.SESSIONS).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aServerIsNotReadyWhileItCannotReadTheRoom() {
        try (var redis = EmbeddedRedis.start();
                var api = new TestApi(redis.uri()).awaitReady();
                var room = new TestRoom(redis.uri())) {
            room.raw.hset(RoomKeys.DEFAULT.room(), "format", "3");
            await().until(() -> !api.readiness.problems().isEmpty());
            assertThat(api.readiness.problems())
                    .singleElement()
                    .asString()
                    .contains("the room has format 3, this build reads 2");
            Body.assertProblem(api.post(TestApi.SESSIONS), 503);
            room.raw.hset(RoomKeys.DEFAULT.room(), "format", "2");
            await().until(() -> api.readiness.problems().isEmpty());
            assertThat(api.post(TestApi.SESSIONS).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aReadyServerIsCountedInTheRoom() {
        try (var redis = EmbeddedRedis.start();
                var api = new TestApi(redis.uri()).awaitReady();
                var room = new TestRoom(redis.uri())) {
            await().until(() -> room.apiServers() == 1);
            api.readiness.drain();
            await().until(() -> room.apiServers() == 0);
        }
    }

    @Test
    void aServerWithAStuckHttpServerIsNeitherReadyNorCounted() {
        try (var redis = EmbeddedRedis.start();
                var api = new TestApi(redis.uri()).awaitReady();
                var room = new TestRoom(redis.uri())) {
            await().until(() -> room.apiServers() == 1);
            api.readiness.setHttpTrouble(() -> Optional.of("stuck"));
            assertThat(api.readiness.problems()).containsExactly("stuck");
            await().until(() -> room.apiServers() == 0);
        }
    }

    @Test
    void aServerIsNotReadyBeforeItsHttpServerStarts() {
        try (var redis = EmbeddedRedis.start();
                var api = new TestApi(redis.uri()).awaitReady()) {
            var early = new ApiReadiness(api.redis, api.sharedKey, api.permitKeys);
            assertThat(early.problems()).containsExactly("the HTTP server has not started yet");
        }
    }

    @Test
    void aServerIsNotReadyBeforeItHasASigningKey() {
        try (var api = new TestApi("redis://127.0.0.1:" + EmbeddedRedis.freePort())) {
            assertThat(api.readiness.problems()).hasSize(2).anyMatch(problem -> problem.contains("signing key"));
            Body.assertProblem(api.post(TestApi.SESSIONS), 503);
        }
    }
}
