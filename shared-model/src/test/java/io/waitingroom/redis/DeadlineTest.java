package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The lifetime of a session. ACTIVE: 10 s from each heartbeat, 2 s without any heartbeat, 25 s in total. */
class DeadlineTest {
    private static final RoomSettings SETTINGS =
            Rooms.withActiveLimits(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(25));

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), SETTINGS);

    private final Lease lease = bench.lead("a");
    private final SessionId session = bench.join();

    @Test
    void waitingSessionExpiresAfterItsTtl() {
        var ttl = RoomSettings.DEFAULTS.waitingTtl();
        assertThat(view()).isEqualTo(new SessionView(SessionState.WAITING, ttl, ttl, 0));
        bench.tick(lease, ttl.toMillis() - 1);
        assertThat(view().state()).isEqualTo(SessionState.WAITING);
        bench.tick(lease, 1);
        assertThat(view()).isEqualTo(new SessionView(SessionState.EXPIRED, Duration.ZERO, Duration.ZERO, 1));
    }

    @Test
    void heartbeatRenewsAWaitingSession() {
        var ttl = RoomSettings.DEFAULTS.waitingTtl();
        bench.tick(lease, ttl.toMillis() - 1000);
        assertThat(heartbeat().remaining()).isBetween(ttl, ttl.plusMillis(99));
        bench.tick(lease, 1000);
        assertThat(view().state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void unclaimedSlotExpiresAsANoShow() {
        bench.room.grant(lease);
        assertThat(view().timeToLive()).isEqualTo(Duration.ofSeconds(2));
        bench.tick(lease, 2000);
        assertThat(view().state()).isEqualTo(SessionState.EXPIRED);
        bench.sweepAll(lease);
        assertThat(bench.figures().noShows()).isEqualTo(1);
        assertThat(bench.figures().expired()).isEqualTo(1);
    }

    @Test
    void claimedSlotHasTheFullActiveTtl() {
        bench.room.grant(lease);
        bench.tick(lease, 1000);
        assertThat(heartbeat())
                .isEqualTo(new SessionView(SessionState.ACTIVE, Duration.ofSeconds(10), Duration.ofSeconds(10), 1));
        bench.tick(lease, 9999);
        bench.sweepAll(lease);
        assertThat(view().state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void claimedSlotThatExpiresIsNotANoShow() {
        bench.room.grant(lease);
        heartbeat();
        bench.tick(lease, 10_000);
        bench.sweepAll(lease);
        assertThat(bench.figures().expired()).isEqualTo(1);
        assertThat(bench.figures().noShows()).isZero();
    }

    @Test
    void heartbeatDoesNotExtendASessionBeyondMaxActive() {
        bench.room.grant(lease);
        for (int second = 0; second < 24; second += 8) {
            heartbeat();
            bench.tick(lease, 8000);
        }
        assertThat(heartbeat().remaining()).isEqualTo(Duration.ofSeconds(1));
        bench.tick(lease, 1000);
        assertThat(heartbeat().state()).isEqualTo(SessionState.EXPIRED);
    }

    @Test
    void maxActiveAlsoLimitsAnUnclaimedSession() {
        var settings = Rooms.withActiveLimits(Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(3));
        bench.room.release(lease);
        new RedisRoom(bench.link, ScriptBench.KEYS, settings).lead("b", ScriptBench.LEASE, Optional.empty());
        bench.room.grant(bench.lead("b"));
        assertThat(view().remaining()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void activeSessionWithoutClaimTtlHasTheActiveTtl() {
        var settings = Rooms.withActiveLimits(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO);
        bench.room.release(lease);
        new RedisRoom(bench.link, ScriptBench.KEYS, settings).lead("b", ScriptBench.LEASE, Optional.empty());
        bench.room.grant(bench.lead("b"));
        var ttl = Duration.ofSeconds(10);
        assertThat(view()).isEqualTo(new SessionView(SessionState.ACTIVE, ttl, ttl, 1));
    }

    @Test
    void heartbeatAfterALowerMaxActiveEndsTheSession() {
        bench.room.grant(lease);
        heartbeat();
        bench.tick(lease, 8000);
        lowerMaxActiveTo("5000");
        assertEndedNow(heartbeat());
        assertThat(bench.figures().noShows()).isZero();
    }

    @Test
    void claimAfterALowerMaxActiveEndsTheSessionAsANoShow() {
        bench.room.grant(lease);
        bench.tick(lease, 1000);
        lowerMaxActiveTo("1000");
        assertEndedNow(heartbeat());
        assertThat(bench.figures().noShows()).isEqualTo(1);
    }

    @Test
    void keepAndCheckAfterALowerMaxActiveEndTheSession() {
        var other = bench.join();
        bench.room.grant(lease);
        heartbeat();
        bench.sessions.heartbeat(other).join();
        bench.tick(lease, 8000);
        lowerMaxActiveTo("5000");
        assertEndedNow(bench.sessions.keep(session).join().orElseThrow());
        assertThat(bench.sessions.check(other).join().orElseThrow().state()).isEqualTo(SessionState.EXPIRED);
        assertThat(bench.activeTickets()).isEmpty();
        assertThat(bench.figures().expired()).isEqualTo(2);
    }

    @Test
    void deadlineIsRoundedUpToATenthOfASecond() {
        lowerMaxActiveTo("1050");
        bench.room.grant(lease);
        heartbeat();
        bench.tick(lease, 1060);
        assertThat(heartbeat().remaining()).isEqualTo(Duration.ofMillis(40));
        assertThat(bench.sessions.check(session).join().orElseThrow().state()).isEqualTo(SessionState.ACTIVE);
    }

    private void lowerMaxActiveTo(String millis) {
        bench.raw.hset(ScriptBench.KEYS.room(), "max-active", millis);
    }

    private void assertEndedNow(SessionView view) {
        assertThat(view.state()).isEqualTo(SessionState.EXPIRED);
        assertThat(view.asOf()).isEqualTo(bench.figures().activations() + 1);
        assertThat(bench.activeTickets()).doesNotContain(session.ticket());
        assertThat(bench.figures().expired()).isEqualTo(1);
    }

    private SessionView view() {
        return bench.sessions.view(session).join().orElseThrow();
    }

    private SessionView heartbeat() {
        return bench.sessions.heartbeat(session).join().orElseThrow();
    }
}
