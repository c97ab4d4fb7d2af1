package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions that have ended. They cannot be revived, and are removed after a retention of 5 s. */
class EndedSessionTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(
            TestRedis.emptied(),
            Rooms.withLives(10, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(5)));

    private final Lease lease = bench.lead("a");
    private final SessionId session = bench.join();

    @Test
    void heartbeatDoesNotReviveALeftSession() {
        leave();
        assertHeartbeatChangesNothing(SessionState.LEFT);
    }

    @Test
    void heartbeatDoesNotReviveAnOverdueWaitingSession() {
        bench.tick(lease, 20_000);
        assertFirstHeartbeatEndsTheSessionAndTheNextChangesNothing();
    }

    @Test
    void heartbeatDoesNotReviveAnOverdueActiveSession() {
        bench.room.grant(lease);
        bench.tick(lease, 10_000);
        assertFirstHeartbeatEndsTheSessionAndTheNextChangesNothing();
    }

    @Test
    void heartbeatDoesNotReviveASweptSession() {
        bench.room.grant(lease);
        bench.tick(lease, 10_000);
        bench.sweepAll(lease);
        assertHeartbeatChangesNothing(SessionState.EXPIRED);
    }

    @Test
    void repeatedLeaveIsTheSameAsOneLeave() {
        leave();
        assertThat(leave()).isTrue();
        assertThat(bench.figures().left()).isEqualTo(1);
        assertThat(bench.figures().waiting()).isZero();
    }

    @Test
    void leaveDoesNotChangeAnExpiredSession() {
        bench.room.grant(lease);
        bench.tick(lease, 10_000);
        assertThat(leave()).isTrue();
        assertThat(bench.state(session)).isEqualTo(SessionState.EXPIRED);
        assertThat(bench.figures().left()).isZero();
    }

    @Test
    void leaveFreesTheSlotAtOnce() {
        bench.room.grant(lease);
        leave();
        assertThat(bench.figures().active()).isZero();
        assertThat(bench.figures().left()).isEqualTo(1);
    }

    @Test
    void leftSessionIsReadableUntilItsRetentionEnds() {
        leave();
        bench.tick(lease, 4999);
        assertThat(bench.state(session)).isEqualTo(SessionState.LEFT);
        bench.tick(lease, 1);
        assertRemoved();
    }

    @Test
    void retentionOfAnExpiredSessionStartsAtItsDeadline() {
        bench.room.grant(lease);
        bench.tick(lease, 14_999);
        bench.sweepAll(lease);
        assertThat(bench.state(session)).isEqualTo(SessionState.EXPIRED);
        bench.tick(lease, 1);
        assertRemoved();
    }

    private boolean leave() {
        return bench.sessions.leave(session).join().isPresent();
    }

    private void assertFirstHeartbeatEndsTheSessionAndTheNextChangesNothing() {
        assertThat(bench.sessions.heartbeat(session).join().orElseThrow().state())
                .isEqualTo(SessionState.EXPIRED);
        assertThat(bench.figures().expired()).isEqualTo(1);
        assertHeartbeatChangesNothing(SessionState.EXPIRED);
    }

    private void assertHeartbeatChangesNothing(SessionState state) {
        var before = Snapshot.of(bench.raw);
        assertThat(bench.sessions.heartbeat(session).join().orElseThrow().state())
                .isEqualTo(state);
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
    }

    private void assertRemoved() {
        assertThat(bench.sessions.view(session).join()).isEmpty();
        assertThat(bench.sessions.heartbeat(session).join()).isEmpty();
        assertThat(leave()).isFalse();
    }
}
