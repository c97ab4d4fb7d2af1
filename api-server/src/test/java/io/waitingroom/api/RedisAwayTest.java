package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.testkit.EmbeddedRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisAwayTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final EmbeddedRedis redis = EmbeddedRedis.start();
    private final TestApi api = new TestApi(redis.uri()).awaitReady();
    private final String id = api.join();

    @AfterEach
    void close() {
        api.close();
        redis.close();
    }

    private record Timed(HttpResponse<String> response, Duration took) {}

    private Stream<CompletableFuture<Timed>> everyCall() {
        return Stream.of(
                timed("POST", TestApi.SESSIONS),
                timed("GET", TestApi.sessionPath(id)),
                timed("POST", TestApi.sessionPath(id) + ":heartbeat"),
                timed("POST", TestApi.sessionPath(id) + ":leave"));
    }

    private CompletableFuture<Timed> timed(String method, String path) {
        var start = System.nanoTime();
        return api.callAsync(method, path)
                .thenApply(response -> new Timed(response, Duration.ofNanos(System.nanoTime() - start)));
    }

    private static void assertUnavailable(CompletableFuture<Timed> call) {
        var timed = call.join();
        Body.assertProblem(timed.response(), 503);
        assertThat(timed.response().headers().firstValue("Retry-After"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("[1-9]\\d*"));
        assertThat(timed.took()).isLessThan(LIMIT);
    }

    private void awaitService() {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.post(TestApi.SESSIONS).statusCode() == 202);
    }

    private static void waitFor(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(2)).until(() -> System.nanoTime() > end);
    }

    @Test
    void everyCallIsRefusedWithinTwoSecondsWhileRedisIsPaused() {
        redis.pause();
        // The server does not know of the outage at the first calls, and knows of it at the second ones.
        everyCall().toList().forEach(RedisAwayTest::assertUnavailable);
        await().until(() -> !api.readiness.problems().isEmpty());
        everyCall().toList().forEach(RedisAwayTest::assertUnavailable);
        redis.resume();
        awaitService();
        assertThat(Body.of(api.look(id)).text("status")).isIn("WAITING", "LEFT");
    }

    @Test
    void threeHundredCallsAtOnceAreRefusedWithinTwoSeconds() {
        redis.pause();
        var calls = IntStream.range(0, 75).boxed().flatMap(i -> everyCall()).toList();
        calls.forEach(RedisAwayTest::assertUnavailable);
        redis.resume();
        awaitService();
    }

    @Test
    void everyCallIsRefusedWhileRedisIsDeadAndServedAfterwards() {
        redis.kill();
        everyCall().toList().forEach(RedisAwayTest::assertUnavailable);
        redis.restart();
        awaitService();
        Body.assertProblem(api.look(id), 404);
    }

    @Test
    void aServerStartsWithoutRedisAndServesOnceRedisIsUp() {
        redis.kill();
        try (var early = new TestApi(redis.uri())) {
            Body.assertProblem(early.post(TestApi.SESSIONS), 503);
            Body.assertProblem(early.look(id), 503);
            redis.restart();
            await().atMost(LIMIT).until(() -> early.post(TestApi.SESSIONS).statusCode() == 202);
        }
    }

    @Test
    void aRefusedJoinIsNotCarriedOutLater() {
        redis.pause();
        var joins = IntStream.range(0, 5)
                .mapToObj(i -> timed("POST", TestApi.SESSIONS))
                .toList();
        joins.forEach(RedisAwayTest::assertUnavailable);
        waitFor(RedisSessions.MAX_JOIN_DELAY.plus(RedisLink.CALL_TIMEOUT).minusMillis(1000));
        redis.resume();
        try (var room = new TestRoom(redis.uri())) {
            awaitService();
            assertThat(room.figures().joins()).isEqualTo(2);
        }
    }
}
