package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FenceTest {
    private static final long FAR_FUTURE = 9_000_000_000_000L;

    @AutoClose
    private final ScriptBench bench = new ScriptBench(
            TestRedis.emptied(), Rooms.withLives(2, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ZERO));

    private final Lease first = bench.lead("a");

    /** Creates work for each step: sessions to grant, sessions to sweep, and time to advance. */
    @BeforeEach
    void createWorkForEveryStep() {
        for (int i = 0; i < 4; i++) {
            bench.join("key" + i + "key?");
        }
        bench.room.grant(first);
        bench.tick(first, 2000);
        bench.sessions.leave(bench.join()).join();
        bench.raw.zrem(bench.key("active"), "2");
    }

    @Test
    void deposedLeaderChangesNothing() {
        bench.room.release(first);
        bench.lead("b");
        assertRefused(first);
    }

    @Test
    void rightTokenWithAnotherEpochIsRefused() {
        assertRefused(new Lease(first.token(), first.epoch() - 1));
        assertRefused(new Lease(first.token(), first.epoch() + 1));
    }

    @Test
    void rightEpochWithAnotherTokenIsRefused() {
        assertRefused(new Lease("b", first.epoch()));
    }

    @Test
    void leaderWithAnExpiredLeaseIsRefused() {
        bench.raw.del(bench.key("lease"));
        assertRefused(first);
    }

    @Test
    void leaderOfALostRoomIsRefused() {
        bench.raw.del(ScriptBench.KEYS.room());
        assertRefused(first);
    }

    @Test
    void currentLeaderIsAccepted() {
        assertThat(bench.room.sweep(first)).isPresent();
        assertThat(bench.figures().active()).isZero();
        assertThat(bench.room.grant(first).orElseThrow().waits()).hasSize(2);
    }

    @Test
    void epochFollowsRedisTimeAfterAFailoverRolledItBack() {
        bench.raw.hset(ScriptBench.KEYS.room(), "epoch", "3");
        bench.room.release(first);
        var seconds = Long.parseLong(bench.raw.time().get(0));
        assertThat(bench.lead("b").epoch())
                .isGreaterThanOrEqualTo(seconds * 1000)
                .isGreaterThan(first.epoch());
    }

    @Test
    void epochGrowsEvenIfItIsAheadOfRedisTime() {
        bench.raw.hset(ScriptBench.KEYS.room(), "epoch", Long.toString(FAR_FUTURE));
        bench.room.release(first);
        assertThat(bench.lead("b").epoch()).isEqualTo(FAR_FUTURE + 1);
    }

    private void assertRefused(Lease lease) {
        var before = Snapshot.of(bench.raw);
        assertThat(bench.room.tick(lease, Duration.ofHours(1), Duration.ofHours(1)))
                .isEmpty();
        assertThat(bench.room.grant(lease)).isEmpty();
        assertThat(bench.room.sweep(lease)).isEmpty();
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
    }
}
