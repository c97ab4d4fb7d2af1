package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.micrometer.core.instrument.Timer;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks how often a server reads the room, and what it answers when it cannot read it. */
class RoomCacheTest {
    private static final Duration OBSERVATION = Duration.ofSeconds(1);

    private final EmbeddedRedis redis = EmbeddedRedis.start();
    private final TestApi api = new TestApi(redis.uri()).awaitReady();

    @AfterEach
    void close() {
        api.close();
        redis.close();
    }

    @Test
    void aRoomThatNoClientAsksAboutIsNotRead() {
        api.join();
        var before = snapshots();
        waitFor(OBSERVATION);
        assertThat(snapshots()).isEqualTo(before);
    }

    @Test
    void theRoomIsReadFourTimesASecondUnderAnyLoad() {
        var ids = IntStream.range(0, 10).mapToObj(i -> api.join()).toList();
        ids.forEach(api::look);
        var before = snapshots();
        var start = System.nanoTime();
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            ids.forEach(api::look);
            return snapshots() - before >= 4;
        });
        // One every 250 ms, and one or two that were due or under way at the start.
        assertThat(snapshots() - before).isLessThanOrEqualTo(millisSince(start) / 250 + 2);
    }

    @Test
    void grantsCauseAnEarlyReadAndManyGrantsShareOne() {
        var id = api.join();
        try (var room = new TestRoom(redis.uri())) {
            var before = snapshots();
            var start = System.nanoTime();
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                api.look(id);
                room.raw.publish(RoomKeys.DEFAULT.granted(), "");
                return snapshots() - before > millisSince(start) / 250 + 6;
            });
            assertThat(snapshots() - before).isLessThan(millisSince(start) / 50 + 6);
        }
    }

    @Test
    void aSnapshotOlderThanHalfASecondIsNotServed() {
        var id = api.join();
        assertThat(api.look(id).statusCode()).isEqualTo(200);
        redis.pause();
        waitFor(Duration.ofMillis(550));
        var start = System.nanoTime();
        Body.assertProblem(api.look(id), 503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        redis.resume();
        await().atMost(Duration.ofSeconds(2)).until(() -> api.look(id).statusCode() == 200);
    }

    @Test
    void aSessionLostInRedisIsUnknownToHeartbeatsAndSoonToLooks() {
        var id = api.join();
        api.look(id);
        try (var room = new TestRoom(redis.uri())) {
            room.raw.flushall();
            api.sharedKey.agree().join();
            Body.assertProblem(api.heartbeat(id), 404);
            await().atMost(Duration.ofSeconds(1)).until(() -> api.look(id).statusCode() == 404);
        }
    }

    @Test
    void aLeaveThatAFailoverLostIsUndoneInPositions() {
        var left = api.join();
        var id = api.join();
        api.look(id);
        api.leave(left);
        await().until(() -> Body.of(api.look(id)).number("position") == 1);
        try (var room = new TestRoom(redis.uri())) {
            // Simulates a failover: the leave and all traces of it are lost, and the connection is closed.
            var log = room.raw.keys("*:d*:0").stream().findFirst().orElseThrow();
            room.raw.del(log);
            room.raw.hset(RoomKeys.DEFAULT.room(), "left", "0");
            room.raw.clientKill(KillArgs.Builder.typePubsub());
        }
        await().atMost(Duration.ofSeconds(3)).until(() -> api.look(id).body().contains("\"position\":2"));
    }

    private long snapshots() {
        return api.metrics.find("waitingroom.redis.calls").tag("script", "snapshot").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void waitFor(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() > end);
    }
}
