package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RoomTimeTest {
    private static final Duration LIMIT = Duration.ofHours(1);

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    private final Lease lease = bench.lead("a");

    @Test
    void roomTimeAdvancesWithRedisTime() {
        advanceRedisTimeBy(5000);
        assertThat(tick()).isBetween(5000L, 15_000L);
    }

    @Test
    void elapsedTimeIsCountedOnlyOnce() {
        advanceRedisTimeBy(5000);
        var first = tick();
        assertThat(tick() - first).isLessThan(5000);
    }

    @Test
    void roomTimeDoesNotGoBackWithRedisTime() {
        var before = tick();
        advanceRedisTimeBy(-3_600_000);
        assertThat(tick()).isEqualTo(before);
    }

    @Test
    void roomTimeAdvancesAgainAfterRedisTimeWasSetBack() {
        advanceRedisTimeBy(-3_600_000);
        var before = tick();
        advanceRedisTimeBy(5000);
        assertThat(tick() - before).isGreaterThanOrEqualTo(5000);
    }

    @Test
    void tickAdvancesRoomTimeByAtMostTheLimit() {
        advanceRedisTimeBy(2 * LIMIT.toMillis());
        assertThat(tick()).isEqualTo(LIMIT.toMillis());
    }

    @Test
    void roomTimeStopsWithoutTicks() {
        var before = tick();
        advanceRedisTimeBy(3_600_000);
        bench.room.grant(lease);
        bench.room.sweep(lease);
        bench.join();
        assertThat(bench.figures().now()).isEqualTo(before);
    }

    @Test
    void roomTimeStopsWithoutAnApiServerAndDoesNotCatchUp() {
        var before = tick();
        advanceRedisTimeBy(3_600_000);
        assertThat(tick(0)).isEqualTo(before);
        assertThat(tick() - before).isLessThan(5000);
    }

    @Test
    void ticksAreCounted() {
        tick();
        tick();
        assertThat(bench.figures().ticks()).isEqualTo(2);
    }

    private void advanceRedisTimeBy(long millis) {
        bench.raw.hset(ScriptBench.KEYS.room(), "at", Long.toString(bench.redisMillis() - millis));
    }

    private long tick() {
        return tick(1);
    }

    private long tick(long apiServers) {
        return bench.room
                .tick(lease, ScriptBench.LEASE, LIMIT, apiServers, Optional.empty())
                .orElseThrow()
                .now();
    }
}
