package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.TestRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LateJoinTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    @Test
    void joinAfterItsDeadlineIsRefusedAndWritesNothing() {
        bench.join("8 bytes!");
        var before = Snapshot.of(bench.raw);
        assertThat(joinUntil(bench.redisMillis() - 1)).isEqualTo("LATE");
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
    }

    @Test
    void lateJoinCreatesNoRoom() {
        assertThat(joinUntil(bench.redisMillis() - 1)).isEqualTo("LATE");
        assertThat(bench.raw.dbsize()).isZero();
    }

    @Test
    void joinBeforeItsDeadlineIsExecuted() {
        bench.join();
        assertThat(joinUntil(bench.redisMillis() + 60_000)).isEqualTo("DONE");
    }

    @Test
    void joinDeadlineIsZeroBeforeTheFirstReply() {
        assertThat(new RedisClock().after(RedisSessions.MAX_JOIN_DELAY)).isZero();
    }

    private String joinUntil(long latest) {
        return bench.link
                .call(Script.JOIN, ScriptBench.KEYS.room(), Long.toString(latest), "4444", "another!")
                .join()
                .text(0);
    }
}
