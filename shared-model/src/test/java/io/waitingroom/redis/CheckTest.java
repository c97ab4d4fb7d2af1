package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The check of a session for each request to the protected service. */
class CheckTest {
    private static final Duration ACTIVE_TTL = Duration.ofMinutes(10);

    @AutoClose
    private final ScriptBench bench = bench(ACTIVE_TTL, Duration.ofSeconds(5), Duration.ofMinutes(30));

    private final Lease lease = bench.lead("a");

    @Test
    void firstCheckClaimsTheSlot() {
        var id = active(bench);
        bench.sessions.check(id).join();
        bench.tick(lease, 6000);
        assertThat(bench.state(id)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void checkRenewsTheDeadlineOnceAMinute() {
        var id = active(bench);
        bench.sessions.check(id).join();
        bench.tick(lease, 59_000);
        assertThat(remainingAfterCheck(bench, id)).isEqualTo(ACTIVE_TTL.minusSeconds(59));
        bench.tick(lease, 1000);
        assertThat(remainingAfterCheck(bench, id)).isEqualTo(ACTIVE_TTL);
    }

    @Test
    void checkRenewsMoreOftenWithAShorterActiveTtl() {
        try (var brief = bench(Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO)) {
            var lease = brief.lead("a");
            var id = active(brief, lease);
            brief.sessions.check(id).join();
            brief.tick(lease, 9000);
            assertThat(remainingAfterCheck(brief, id)).isEqualTo(Duration.ofSeconds(21));
            brief.tick(lease, 1000);
            assertThat(remainingAfterCheck(brief, id)).isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void checkWritesNothingAtTheMaximumDeadline() {
        var id = active(bench);
        for (int minute = 0; minute < 25; minute++) {
            bench.sessions.check(id).join();
            bench.tick(lease, 60_000);
        }
        bench.sessions.check(id).join();
        var before = Snapshot.of(bench.raw);
        assertThat(remainingAfterCheck(bench, id)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
    }

    @Test
    void checkDoesNotRenewAWaitingSession() {
        var id = bench.join();
        bench.tick(lease, RoomSettings.DEFAULTS.waitingTtl().toMillis() - 1000);
        bench.sessions.check(id).join();
        bench.tick(lease, 1000);
        assertThat(bench.state(id)).isEqualTo(SessionState.EXPIRED);
    }

    private SessionId active(ScriptBench room) {
        return active(room, lease);
    }

    private static SessionId active(ScriptBench room, Lease lease) {
        var id = room.join();
        room.room.grant(lease);
        return id;
    }

    private static Duration remainingAfterCheck(ScriptBench room, SessionId id) {
        return room.sessions.check(id).join().orElseThrow().remaining();
    }

    private static ScriptBench bench(Duration activeTtl, Duration claimTtl, Duration maxActive) {
        return new ScriptBench(TestRedis.emptied(), Rooms.withActiveLimits(activeTtl, claimTtl, maxActive));
    }
}
