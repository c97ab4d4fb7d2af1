package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.EstimateNotes;
import io.waitingroom.position.RoomState;
import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A room with a leader, but without an API server that can answer clients. */
class UnansweredRoomTest {
    private static final Duration TTL = Duration.ofSeconds(6);

    private final String uri = TestRedis.emptied();

    @AutoClose
    private final ScriptBench bench = new ScriptBench(uri, Rooms.withLives(1, TTL, TTL, TTL));

    private Lease lease = bench.lead("a");

    @Test
    void noSessionExpiresWithoutAnApiServer() {
        var session = bench.join();
        tickAnHour();
        bench.sweepAll(lease);
        assertThat(bench.state(session)).isEqualTo(SessionState.WAITING);
    }

    @Test
    void grantsStopWithoutAnApiServerAndResumeInOrder() {
        var first = bench.join();
        var second = bench.join();
        bench.foreignConsumerReads("another", 1);
        bench.tick(lease, 0, 0);
        assertThat(bench.room.grant(lease).orElseThrow().waits()).isEmpty();
        assertThat(bench.activeTickets()).isEmpty();
        bench.tick(lease, 0, 1);
        bench.room.grant(lease);
        assertThat(bench.activeTickets()).containsExactly(first.ticket());
        bench.sessions.leave(first).join();
        bench.room.grant(lease);
        assertThat(bench.activeTickets()).containsExactly(second.ticket());
    }

    @Test
    void nextLeaderDoesNotGrantBeforeItsFirstTick() {
        bench.join();
        bench.tick(lease, 0, 0);
        bench.raw.del(bench.key("lease"));
        lease = bench.lead("b");
        assertThat(bench.room.grant(lease).orElseThrow().waits()).isEmpty();
        bench.tick(lease, 0, 1);
        assertThat(bench.room.grant(lease).orElseThrow().waits()).hasSize(1);
    }

    @Test
    void joinDoesNotWakeTheLeaderWithoutAnApiServer() {
        bench.tick(lease, 0, 0);
        try (var wakes = new Wakes(uri)) {
            bench.join();
            assertThat(wakes.countSoFar(bench.raw)).isZero();
        }
    }

    @Test
    void roomIsStalledAndRecordsNoEstimate() {
        var session = bench.join();
        bench.tick(lease, 0, 1);
        assertThat(snapshotState()).isEqualTo(RoomState.OPEN);
        var figures = bench.tick(lease, 0, 0).orElseThrow();
        assertThat(snapshotState()).isEqualTo(RoomState.STALLED);
        assertThat(new EstimateNotes(bench.room.pace()).of(figures)).isEmpty();
        assertThat(bench.state(session)).isEqualTo(SessionState.WAITING);
    }

    @Test
    void averagesDoNotChangeWithoutAnApiServer() {
        bench.join();
        bench.join();
        bench.room.grant(lease);
        var before = bench.tick(lease, 1000).orElseThrow().averages();
        tickAnHour();
        assertThat(bench.figures().averages()).isEqualTo(before);
    }

    @Test
    void roomWhoseLeaderDoesNotCountServersIsOpen() {
        bench.join();
        assertThat(bench.figures().apiServers()).isEqualTo(-1);
        assertThat(bench.room.grant(lease).orElseThrow().waits()).hasSize(1);
        assertThat(snapshotState()).isEqualTo(RoomState.OPEN);
    }

    private RoomState snapshotState() {
        return bench.snapshots.read(Optional.empty()).join().orElseThrow().state(true);
    }

    private void tickAnHour() {
        for (int minute = 0; minute < 60; minute++) {
            bench.tick(lease, 60_000, 0);
        }
    }
}
