package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import org.junit.jupiter.api.Test;

class ApiReadinessTest {
    @Test
    void aServerIsReadyWhileRedisIsThereAndItIsNotEnding() {
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
    void aServerIsNotReadyBeforeItHasASigningKey() {
        try (var api = new TestApi("redis://127.0.0.1:" + EmbeddedRedis.freePort())) {
            assertThat(api.readiness.problems()).hasSize(2).anyMatch(problem -> problem.contains("signing key"));
            Body.assertProblem(api.post(TestApi.SESSIONS), 503);
        }
    }
}
