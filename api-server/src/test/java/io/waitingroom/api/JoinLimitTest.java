package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Checks the limit of joins per client. */
class JoinLimitTest {
    private static HttpResponse<String> join(TestApi api, String... headers) {
        return api.call("POST", TestApi.SESSIONS, BodyPublishers.noBody(), headers);
    }

    private static HttpResponse<String> joinFor(TestApi api, String forwardedFor) {
        return join(api, "X-Forwarded-For", forwardedFor);
    }

    @Test
    void aJoinAboveTheLimitIsRefusedWithoutARedisCall() {
        try (var api = TestApi.with("--join-rate-per-client=3/m");
                var room = new TestRoom(api.redisUri)) {
            IntStream.range(0, 3)
                    .forEach(i -> assertThat(join(api).statusCode()).isEqualTo(202));
            var calls = api.redisCalls();
            for (int i = 0; i < 5; i++) {
                var refused = join(api);
                Body.assertProblem(refused, 429);
                assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isBetween(1L, 20L);
            }
            assertThat(api.redisCalls()).isEqualTo(calls);
            assertThat(room.figures().joins()).isEqualTo(3);
        }
    }

    @Test
    void aClientMayJoinAgainAfterRetryAfter() {
        try (var api = TestApi.with("--join-rate-per-client=1/s")) {
            assertThat(join(api).statusCode()).isEqualTo(202);
            var refused = join(api);
            Body.assertProblem(refused, 429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> join(api).statusCode() == 202);
        }
    }

    @Test
    void aRepeatedJoinCountsToo() {
        try (var api = TestApi.with("--join-rate-per-client=2/h")) {
            var key = UUID.randomUUID().toString();
            var first = join(api, "Idempotency-Key", key);
            assertThat(join(api, "Idempotency-Key", key).body()).isEqualTo(first.body());
            Body.assertProblem(join(api, "Idempotency-Key", key), 429);
        }
    }

    @Test
    void otherCallsAreNotLimited() {
        try (var api = TestApi.with("--join-rate-per-client=1/h")) {
            var id = api.join();
            Body.assertProblem(join(api), 429);
            for (int i = 0; i < 5; i++) {
                assertThat(api.look(id).statusCode()).isEqualTo(200);
                assertThat(api.heartbeat(id).statusCode()).isEqualTo(200);
            }
            assertThat(api.leave(id).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void forwardedForIsIgnoredByDefault() {
        try (var api = TestApi.with("--join-rate-per-client=1/h")) {
            assertThat(joinFor(api, "192.0.2.1").statusCode()).isEqualTo(202);
            Body.assertProblem(joinFor(api, "192.0.2.2"), 429);
        }
    }

    @Test
    void forwardedForOfATrustedProxyIdentifiesTheClient() {
        try (var api = TestApi.with("--join-rate-per-client=1/h", "--trusted-proxies=127.0.0.0/8")) {
            assertThat(joinFor(api, "192.0.2.1").statusCode()).isEqualTo(202);
            assertThat(joinFor(api, "192.0.2.2").statusCode()).isEqualTo(202);
            Body.assertProblem(joinFor(api, "192.0.2.1"), 429);
        }
    }

    @Test
    void aClientCannotForgeItsAddress() {
        try (var api = TestApi.with("--join-rate-per-client=1/h", "--trusted-proxies=127.0.0.1")) {
            assertThat(joinFor(api, "192.0.2.1").statusCode()).isEqualTo(202);
            Body.assertProblem(joinFor(api, "198.51.100.7, 192.0.2.1"), 429);
            Body.assertProblem(joinFor(api, "127.0.0.1,192.0.2.1"), 429);
            var twoLines = join(api, "X-Forwarded-For", "198.51.100.8", "X-Forwarded-For", "192.0.2.1");
            Body.assertProblem(twoLines, 429);
        }
    }

    @Test
    void joinsAreNotLimitedWithoutTheFlag() {
        var api = TestApi.shared();
        IntStream.range(0, 50).forEach(i -> assertThat(join(api).statusCode()).isEqualTo(202));
    }
}
