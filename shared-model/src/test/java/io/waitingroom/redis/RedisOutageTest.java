package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RedisOutageTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @AutoClose
    private final EmbeddedRedis redis = EmbeddedRedis.start();

    @AutoClose
    private final ScriptBench bench = new ScriptBench(redis.uri(), Rooms.of(10, 10));

    @Test
    void callsFailFastWhileRedisIsPausedAndRecoverSoonAfter() {
        redis.pause();
        assertAllFail(300);
        await().until(() -> bench.link.trouble().isPresent());
        assertAllFail(300);
        redis.resume();
        await().atMost(SOON).until(() -> Calls.succeeds(bench.link));
    }

    @Test
    void callsFailFastWhileRedisIsDownAndRecoverSoonAfter() {
        redis.kill();
        assertAllFail(300);
        await().until(() -> bench.link.trouble().isPresent());
        assertAllFail(300);
        redis.restart();
        await().atMost(SOON).until(() -> Calls.succeeds(bench.link));
    }

    @Test
    void callsInFlightFailFastWhenRedisDies() {
        redis.pause();
        var call = bench.sessions.join(Optional.empty());
        redis.kill();
        assertThat(call).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(RedisUnavailableException.class);
    }

    @Test
    void joinSentToAPausedRedisIsNotExecutedLater() {
        bench.join();
        redis.pause();
        var sentAt = System.nanoTime();
        assertThatThrownBy(() -> bench.join()).hasCauseInstanceOf(RedisUnavailableException.class);
        var maxDelay = RedisSessions.MAX_JOIN_DELAY.plusMillis(300);
        await().until(() -> System.nanoTime() - sentAt > maxDelay.toNanos());
        redis.resume();
        await().until(() -> Calls.succeeds(bench.link));
        assertThat(bench.join().ticket()).isEqualTo(2);
    }

    private void assertAllFail(int calls) {
        assertThat(Calls.failures(bench.link, calls, SOON))
                .hasSize(calls)
                .hasOnlyElementsOfType(RedisUnavailableException.class);
    }
}
