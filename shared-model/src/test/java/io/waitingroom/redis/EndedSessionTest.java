package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions that have ended: nobody revives them, and after 5 s they are forgotten. */
class EndedSessionTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(
            TestRedis.emptied(),
            Rooms.withLives(10, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(5)));

    private final Lease lease = bench.lead("a");
    private final SessionId person = bench.join();

    @Test
    void aHeartbeatDoesNotReviveASessionThatWasLeft() {
        leave();
        assertUnmovedByAHeartbeat(SessionState.LEFT);
    }

    @Test
    void aHeartbeatDoesNotReviveAWaitingSessionWhoseTimeIsUp() {
        bench.tick(lease, 20_000);
        assertEndedByAHeartbeatAndUnmovedByTheNext();
    }

    @Test
    void aHeartbeatDoesNotReviveAnActiveSessionWhoseTimeIsUp() {
        bench.room.grant(lease);
        bench.tick(lease, 10_000);
        assertEndedByAHeartbeatAndUnmovedByTheNext();
    }

    @Test
    void aHeartbeatDoesNotReviveASessionThatWasSwept() {
        bench.room.grant(lease);
        bench.tick(lease, 10_000);
        bench.sweepAll(lease);
        assertUnmovedByAHeartbeat(SessionState.EXPIRED);
    }

    @Test
    void leavingAgainIsTheSameAsLeavingOnce() {
        leave();
        assertThat(leave()).isTrue();
        assertThat(bench.figures().left()).isEqualTo(1);
        assertThat(bench.figures().waiting()).isZero();
    }

    @Test
    void leavingASessionThatHasExpiredLeavesItExpired() {
        bench.room.grant(lease);
        bench.tick(lease, 10_000);
        assertThat(leave()).isTrue();
        assertThat(bench.state(person)).isEqualTo(SessionState.EXPIRED);
        assertThat(bench.figures().left()).isZero();
    }

    @Test
    void leavingFreesTheSlotAtOnce() {
        bench.room.grant(lease);
        leave();
        assertThat(bench.figures().active()).isZero();
        assertThat(bench.figures().left()).isEqualTo(1);
    }

    @Test
    void aSessionThatWasLeftIsReadableForItsRetentionAndThenForgottenSweptOrNot() {
        leave();
        bench.tick(lease, 4999);
        assertThat(bench.state(person)).isEqualTo(SessionState.LEFT);
        bench.tick(lease, 1);
        assertForgotten();
    }

    @Test
    void aSessionThatExpiredIsReadableForItsRetentionFromItsDeadlineOn() {
        bench.room.grant(lease);
        bench.tick(lease, 14_999);
        bench.sweepAll(lease);
        assertThat(bench.state(person)).isEqualTo(SessionState.EXPIRED);
        bench.tick(lease, 1);
        assertForgotten();
    }

    private boolean leave() {
        return bench.sessions.leave(person).join().isPresent();
    }

    private void assertEndedByAHeartbeatAndUnmovedByTheNext() {
        assertThat(bench.sessions.heartbeat(person).join().orElseThrow().state())
                .isEqualTo(SessionState.EXPIRED);
        assertThat(bench.figures().expired()).isEqualTo(1);
        assertUnmovedByAHeartbeat(SessionState.EXPIRED);
    }

    private void assertUnmovedByAHeartbeat(SessionState state) {
        var before = Snapshot.of(bench.raw);
        assertThat(bench.sessions.heartbeat(person).join().orElseThrow().state())
                .isEqualTo(state);
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
    }

    private void assertForgotten() {
        assertThat(bench.sessions.view(person).join()).isEmpty();
        assertThat(bench.sessions.heartbeat(person).join()).isEmpty();
        assertThat(leave()).isFalse();
    }
}
