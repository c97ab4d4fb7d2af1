package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GrantTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.of(3, 100));

    private final Lease lease = bench.lead("a");

    @Test
    void sessionsAreActivatedInTicketOrderUpToTheCapacity() {
        joins(5);
        assertThat(granted()).isEqualTo(3);
        assertThat(bench.activeTickets()).containsExactly(1L, 2L, 3L);
        assertThat(bench.figures().waiting()).isEqualTo(2);
        assertThat(bench.figures().activations()).isEqualTo(3);
    }

    @Test
    void noMoreLiveSessionsAreReadThanMayBeGranted() {
        joins(10);
        granted();
        assertThat(bench.raw.xlen(bench.key("stream"))).isEqualTo(7);
        assertThat(pending()).isZero();
    }

    @Test
    void entriesReadByADeadConsumerAreGrantedFirstInTicketOrder() {
        joins(6);
        bench.foreignConsumerReads("zeta", 2);
        bench.foreignConsumerReads("alpha", 2);
        assertThat(granted()).isEqualTo(3);
        assertThat(bench.activeTickets()).containsExactly(1L, 2L, 3L);
        bench.raw.del(bench.key("active"));
        assertThat(granted()).isEqualTo(3);
        assertThat(bench.activeTickets()).containsExactly(4L, 5L, 6L);
        assertThat(pending()).isZero();
    }

    @Test
    void deletedPendingEntriesDoNotBlockGrants() {
        joins(4);
        bench.foreignConsumerReads("b", 3);
        bench.raw.xdel(bench.key("stream"), "0-1", "0-2", "0-3");
        assertThat(granted()).isEqualTo(1);
        assertThat(bench.activeTickets()).containsExactly(4L);
        assertThat(pending()).isZero();
    }

    @Test
    void leftSessionUsesNoSlot() {
        var sessions = joins(4);
        bench.sessions.leave(sessions.get(0)).join();
        assertThat(granted()).isEqualTo(3);
        assertThat(bench.activeTickets()).containsExactly(2L, 3L, 4L);
        assertThat(bench.state(sessions.get(0))).isEqualTo(SessionState.LEFT);
    }

    @Test
    void expiredUnsweptSessionUsesNoSlot() {
        var sessions = joins(4);
        var half = RoomSettings.DEFAULTS.waitingTtl().toMillis() / 2;
        bench.tick(lease, half);
        sessions.subList(1, 4).forEach(id -> bench.sessions.heartbeat(id).join());
        bench.tick(lease, half);
        assertThat(granted()).isEqualTo(3);
        assertThat(bench.activeTickets()).containsExactly(2L, 3L, 4L);
        assertThat(bench.figures().expired()).isEqualTo(1);
        assertThat(bench.figures().waiting()).isZero();
    }

    @Test
    void ticketWithoutARecordIsSkipped() {
        joins(1);
        bench.raw.del(bench.key("s0"));
        assertThat(granted()).isZero();
        assertThat(bench.raw.xlen(bench.key("stream"))).isZero();
    }

    @Test
    void grantReadsAtMost250EntriesAndReportsMore() {
        joins(300).forEach(id -> bench.sessions.leave(id).join());
        joins(1);
        var first = bench.room.grant(lease).orElseThrow();
        assertThat(first.waits()).isEmpty();
        assertThat(first.more()).isTrue();
        assertThat(bench.raw.xlen(bench.key("stream"))).isEqualTo(51);
        var second = bench.room.grant(lease).orElseThrow();
        assertThat(second.waits()).hasSize(1);
        assertThat(second.more()).isFalse();
    }

    @Test
    void fullRoomReportsNoMoreWork() {
        joins(4);
        assertThat(bench.room.grant(lease).orElseThrow().more()).isFalse();
        assertThat(bench.room.grant(lease).orElseThrow().more()).isFalse();
    }

    @Test
    void waitsAreReturnedInRoomTime() {
        joins(1);
        bench.tick(lease, 1500);
        joins(1);
        bench.tick(lease, 500);
        assertThat(bench.room.grant(lease).orElseThrow().waits())
                .containsExactly(Duration.ofSeconds(2), Duration.ofMillis(500));
        assertThat(bench.figures().lastGrant()).isEqualTo(2000);
    }

    private List<SessionId> joins(int count) {
        return IntStream.range(0, count).mapToObj(i -> bench.join()).toList();
    }

    private int granted() {
        return bench.room.grant(lease).orElseThrow().waits().size();
    }

    private long pending() {
        return bench.raw.xpending(bench.key("stream"), "granters").getCount();
    }
}
