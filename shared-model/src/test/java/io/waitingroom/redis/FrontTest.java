package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The front (the last ticket taken off the stream) and the departures after it. Positions are counted from both. */
class FrontTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.of(1, 100));

    @Test
    void grantMovesTheNextSessionToTheFront() {
        var lease = bench.lead("a");
        var first = bench.join();
        var second = bench.join();
        bench.room.grant(lease);
        assertThat(snapshot().waits(first)).isFalse();
        assertThat(snapshot().position(second.ticket())).isEqualTo(1);
    }

    @Test
    void departedSessionIsNotCountedAhead() {
        bench.lead("a");
        var ids = IntStream.range(0, 5).mapToObj(i -> bench.join()).toList();
        bench.sessions.leave(ids.get(1)).join();
        bench.sessions.leave(ids.get(3)).join();
        assertThat(snapshot().waits(ids.get(1))).isFalse();
        assertThat(snapshot().position(ids.get(2).ticket())).isEqualTo(2);
        assertThat(snapshot().position(ids.get(4).ticket())).isEqualTo(3);
    }

    @Test
    void asOfGrowsWithEachChangeOfStateAndNotWithAJoin() {
        var lease = bench.lead("a");
        var first = bench.join();
        bench.join();
        assertThat(snapshot().asOf()).isZero();
        bench.room.grant(lease);
        assertThat(snapshot().asOf()).isEqualTo(1);
        assertThat(bench.sessions.leave(first).join()).hasValue(2);
        assertThat(bench.sessions.view(first).join().orElseThrow().asOf()).isEqualTo(2);
    }

    @Test
    void logLongerThanOneReplyIsReadCompletely() {
        bench.lead("a");
        bench.raw.hset(ScriptBench.KEYS.room(), "tickets", "200000");
        for (int block = 0; block < 4; block++) {
            bench.raw.setrange(bench.departures(block), 100_001, "\0");
        }
        assertThat(snapshot().departures().bytesRead().values()).containsOnly(100_002);
    }

    @Test
    void frontOfARecreatedRoomIsTheStartOfTheStream() {
        var lease = bench.lead("a");
        bench.join();
        bench.join();
        bench.room.grant(lease);
        bench.raw.del(ScriptBench.KEYS.room());
        var next = bench.join();
        assertThat(next.ticket()).isEqualTo(3);
        assertThat(snapshot().position(3)).isEqualTo(2);
    }

    @Test
    void recreatedRoomWithAnEmptyStreamCountsNoSessionAhead() {
        var lease = bench.lead("a");
        bench.join();
        bench.room.grant(lease);
        bench.raw.del(ScriptBench.KEYS.room());
        assertThat(snapshotAfterJoin().position(2)).isEqualTo(1);
    }

    @Test
    void sessionWithALostStreamEntryExpires() {
        var stranded = bench.join();
        var lease = bench.lead("a");
        bench.raw.del(bench.key("stream"));
        bench.join();
        bench.room.grant(lease);
        assertThat(bench.state(stranded)).isEqualTo(SessionState.EXPIRED);
        assertThat(bench.figures().waiting()).isZero();
    }

    @Test
    void logsOfBlocksBehindTheFrontAreSwept() {
        var lease = bench.lead("a");
        bench.sessions.leave(bench.join()).join();
        var log = bench.departures(0);
        bench.raw.hset(ScriptBench.KEYS.room(), "front", "70000");
        bench.tick(lease, 61_000);
        bench.sweepAll(lease);
        assertThat(bench.raw.exists(log)).isZero();
    }

    @Test
    void logsOfEarlierRoomsAreSwept() {
        bench.sessions.leave(bench.join()).join();
        var log = bench.departures(0);
        bench.raw.del(ScriptBench.KEYS.room());
        bench.join();
        var lease = bench.lead("a");
        bench.tick(lease, 61_000);
        bench.sweepAll(lease);
        assertThat(bench.raw.exists(log)).isZero();
    }

    private RoomSnapshot snapshotAfterJoin() {
        bench.join();
        return snapshot();
    }

    private RoomSnapshot snapshot() {
        return bench.snapshots.read(Optional.empty()).join().orElseThrow();
    }
}
