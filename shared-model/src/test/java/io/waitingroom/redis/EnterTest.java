package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.JoinOutcome.Joined;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Instant entry: a join that succeeds only if it needs no wait. */
class EnterTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), settings(2, 100));

    private final Lease lease = bench.lead("a");

    private static RoomSettings settings(int capacity, int batchSize) {
        var defaults = RoomSettings.DEFAULTS;
        return new RoomSettings(
                capacity,
                batchSize,
                defaults.rate(),
                defaults.waitingTtl(),
                defaults.activeTtl(),
                defaults.claimTtl(),
                defaults.maxActive(),
                defaults.retention(),
                defaults.audit());
    }

    private JoinOutcome enter() {
        return bench.sessions.enter().join();
    }

    private SessionId enterAndGetId() {
        return ((Joined) enter()).id();
    }

    @Test
    void instantEntriesFillTheFreeSlots() {
        bench.tick(lease, 1000);
        var first = enterAndGetId();
        var second = enterAndGetId();
        assertThat(enter()).isInstanceOf(JoinOutcome.Full.class);
        bench.room.grant(lease);
        assertThat(bench.state(first)).isEqualTo(SessionState.ACTIVE);
        assertThat(bench.state(second)).isEqualTo(SessionState.ACTIVE);
        assertThat(enter()).isInstanceOf(JoinOutcome.Full.class);
        bench.sessions.leave(first).join();
        assertThat(enter()).isInstanceOf(Joined.class);
        assertThat(bench.figures().joins()).isEqualTo(3);
    }

    @Test
    void concurrentInstantEntriesNeverExceedTheFreeSlots() {
        bench.tick(lease, 1000);
        var calls = new ArrayList<CompletableFuture<JoinOutcome>>();
        for (int i = 0; i < 50; i++) {
            calls.add(bench.sessions.enter());
        }
        assertThat(calls.stream().filter(call -> call.join() instanceof Joined)).hasSize(2);
        bench.room.grant(lease);
        assertThat(bench.activeTickets()).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void instantEntryDoesNotOvertakeWaitingSessions() {
        bench.tick(lease, 1000);
        bench.join();
        bench.join();
        bench.join();
        assertThat(enter()).isInstanceOf(JoinOutcome.Full.class);
        bench.room.grant(lease);
        assertThat(enter()).isInstanceOf(JoinOutcome.Full.class);
    }

    @Test
    void instantEntriesDoNotExceedThePace() {
        try (var slow = new ScriptBench(TestRedis.emptied(), settings(100, 1))) {
            var slowLease = slow.lead("a");
            slow.tick(slowLease, 1000);
            assertThat(slow.sessions.enter().join()).isInstanceOf(Joined.class);
            assertThat(slow.sessions.enter().join()).isInstanceOf(JoinOutcome.Full.class);
            slow.room.grant(slowLease);
            assertThat(slow.sessions.enter().join()).isInstanceOf(JoinOutcome.Full.class);
            slow.tick(slowLease, 200);
            assertThat(slow.sessions.enter().join()).isInstanceOf(Joined.class);
        }
    }

    @Test
    void instantEntryIsRefusedWithoutAnApiServer() {
        bench.tick(lease, 1000, 0);
        assertThat(enter()).isInstanceOf(JoinOutcome.Full.class);
    }

    @Test
    void slotIsFreedAfter30SecondsWithoutASecondRequest() {
        bench.tick(lease, 1000);
        var id = enterAndGetId();
        bench.room.grant(lease);
        bench.tick(lease, 29_900);
        assertThat(bench.state(id)).isEqualTo(SessionState.ACTIVE);
        bench.tick(lease, 200);
        bench.sweepAll(lease);
        assertThat(bench.figures().active()).isZero();
        assertThat(bench.figures().noShows()).isEqualTo(1);
    }

    @Test
    void sessionWithASecondRequestHasTheFullActiveTtl() {
        bench.tick(lease, 1000);
        var id = enterAndGetId();
        bench.room.grant(lease);
        bench.sessions.check(id).join();
        bench.tick(lease, 31_000);
        var view = bench.sessions.view(id).join().orElseThrow();
        assertThat(view.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(view.remaining()).isEqualTo(Duration.ofMinutes(10).minusSeconds(31));
    }
}
