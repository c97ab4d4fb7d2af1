package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SweepTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(
            TestRedis.emptied(),
            Rooms.withLives(200, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(5)));

    private final Lease lease = bench.lead("a");

    @Test
    void sweepFreesTheSlotsOfExpiredSessions() {
        var silent = bench.join();
        var renewed = bench.join();
        bench.room.grant(lease);
        bench.tick(lease, 9000);
        bench.sessions.heartbeat(renewed).join();
        bench.tick(lease, 1000);
        assertThat(bench.room.sweep(lease)).hasValue(false);
        assertThat(bench.activeTickets()).containsExactly(renewed.ticket());
        assertThat(bench.state(silent)).isEqualTo(SessionState.EXPIRED);
        assertThat(bench.state(renewed)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void slotOfASessionWithALostRecordIsFreed() {
        bench.join();
        bench.room.grant(lease);
        bench.raw.del(bench.key("s0"));
        bench.tick(lease, 10_000);
        bench.sweepAll(lease);
        assertThat(bench.figures().active()).isZero();
    }

    @Test
    void sessionWithShorterTtlExpiresAtItsOwnDeadline() {
        bench.join();
        bench.raw.hset(ScriptBench.KEYS.room(), "waiting-ttl", "1000");
        bench.join();
        bench.tick(lease, 1000);
        bench.sweepAll(lease);
        assertThat(bench.figures().expired()).isEqualTo(1);
    }

    @Test
    void sessionWithAShortenedDeadlineIsSweptAtThatDeadline() {
        var session = bench.join();
        bench.raw.hset(ScriptBench.KEYS.room(), "waiting-ttl", "1000");
        bench.sessions.heartbeat(session).join();
        bench.tick(lease, 1000);
        bench.sweepAll(lease);
        assertThat(bench.figures().waiting()).isZero();
        assertThat(bench.figures().expired()).isEqualTo(1);
    }

    @Test
    void heartbeatThatExtendsASessionDoesNotMoveTheChunksDueTime() {
        var session = bench.join();
        var due = bench.raw.zscore(bench.key("due"), "s0");
        bench.tick(lease, 500);
        bench.sessions.heartbeat(session).join();
        assertThat(bench.raw.zscore(bench.key("due"), "s0")).isEqualTo(due);
    }

    @Test
    void leftSessionIsRemovedRightAfterItsRetention() {
        bench.sessions.leave(bench.join()).join();
        bench.tick(lease, 5000);
        bench.sweepAll(lease);
        assertThat(bench.raw.exists(bench.key("s0"))).isZero();
        assertThat(bench.raw.zcard(bench.key("due"))).isEqualTo(1);
    }

    @Test
    void endedActiveSessionIsRemovedRightAfterItsRetention() {
        var left = bench.join();
        bench.join();
        bench.room.grant(lease);
        bench.sessions.leave(left).join();
        bench.tick(lease, 10_000);
        bench.sweepAll(lease);
        assertThat(bench.raw.hkeys(bench.key("s0"))).containsExactlyInAnyOrder("b", "2");
        bench.tick(lease, 5000);
        bench.sweepAll(lease);
        assertThat(bench.raw.exists(bench.key("s0"))).isZero();
    }

    @Test
    void sweepCountsExpiredWaitingSessions() {
        bench.join();
        bench.tick(lease, 20_000);
        bench.sweepAll(lease);
        assertThat(bench.figures().waiting()).isZero();
        assertThat(bench.figures().expired()).isEqualTo(1);
        assertThat(bench.figures().noShows()).isZero();
    }

    @Test
    void sweepEndsAtMost100ActiveSessionsAndReportsMore() {
        activate150();
        bench.tick(lease, 10_000);
        assertThat(bench.room.sweep(lease)).hasValue(true);
        assertThat(bench.figures().active()).isEqualTo(50);
        assertThat(bench.room.sweep(lease)).hasValue(false);
        assertThat(bench.figures().active()).isZero();
    }

    @Test
    void sessionPastItsRetentionIsStillCountedBySweep() {
        activate150();
        bench.tick(lease, 60_000);
        bench.sweepAll(lease);
        assertThat(bench.figures().expired()).isEqualTo(150);
        assertThat(bench.figures().noShows()).isEqualTo(150);
    }

    @Test
    void sweepKeepsLiveSessionsInAChunk() {
        bench.join();
        var living = bench.join();
        bench.tick(lease, 19_000);
        bench.sessions.heartbeat(living).join();
        bench.tick(lease, 6000);
        bench.sweepAll(lease);
        assertThat(bench.raw.hkeys(bench.key("s0"))).containsExactlyInAnyOrder("b", "2");
        assertThat(bench.state(living)).isEqualTo(SessionState.WAITING);
    }

    @Test
    void chunkIsRemovedWithItsLastSession() {
        bench.sessions.leave(bench.join()).join();
        bench.tick(lease, 20_000);
        bench.sweepAll(lease);
        assertThat(bench.raw.exists(bench.key("s0"))).isZero();
    }

    @Test
    void chunkIsKeptWhileOneOfItsSessionsIsReadable() {
        bench.sessions.heartbeat(bench.join()).join();
        bench.tick(lease, 24_000);
        bench.sweepAll(lease);
        assertThat(bench.raw.exists(bench.key("s0"))).isEqualTo(1);
        bench.tick(lease, 1000);
        bench.sweepAll(lease);
        assertThat(bench.raw.exists(bench.key("s0"))).isZero();
    }

    @Test
    void onlyTheKeysOfTheRoomRemainAtTheEnd() {
        bench.join("8 bytes!");
        bench.tick(lease, Duration.ofMinutes(20).toMillis() - 1);
        bench.sweepAll(lease);
        assertThat(bench.raw.keys(bench.key("i*").replaceAll("[{}]", "?"))).hasSize(1);
        bench.tick(lease, 1);
        bench.sweepAll(lease);
        bench.room.grant(lease);
        assertThat(bench.raw.keys("*"))
                .containsExactlyInAnyOrder(
                        bench.key("room"),
                        bench.key("lease"),
                        bench.key("stream"),
                        bench.departures(0),
                        bench.key("due"));
        assertThat(bench.raw.xlen(bench.key("stream"))).isZero();
    }

    private void activate150() {
        for (int i = 0; i < 150; i++) {
            bench.join();
        }
        bench.room.grant(lease);
        bench.tick(lease, 200);
        bench.room.grant(lease);
    }
}
