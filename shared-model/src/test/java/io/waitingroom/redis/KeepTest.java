package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A heartbeat that is sent for a holder who may not be present. It does not claim a slot. */
class KeepTest {
    private static final Duration CLAIM = Duration.ofSeconds(5);

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), withClaimTtl(CLAIM));

    @Test
    void keepRenewsAWaitingSession() {
        var id = bench.join();
        var lease = bench.lead("a");
        bench.tick(lease, RoomSettings.DEFAULTS.waitingTtl().toMillis() - 1000);
        bench.sessions.keep(id).join();
        bench.tick(lease, 2000);
        assertThat(bench.state(id)).isEqualTo(SessionState.WAITING);
    }

    @Test
    void keepDoesNotClaimASlot() {
        var id = bench.join();
        var lease = bench.lead("a");
        bench.room.grant(lease);
        bench.tick(lease, CLAIM.toMillis() - 1000);
        assertThat(bench.sessions.keep(id).join().orElseThrow().remaining()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        bench.tick(lease, 1000);
        bench.sweepAll(lease);
        assertThat(bench.state(id)).isEqualTo(SessionState.EXPIRED);
        assertThat(bench.figures().noShows()).isEqualTo(1);
    }

    @Test
    void keepRenewsAClaimedSession() {
        var id = bench.join();
        var lease = bench.lead("a");
        bench.room.grant(lease);
        bench.sessions.heartbeat(id).join();
        bench.tick(lease, RoomSettings.DEFAULTS.activeTtl().toMillis() - 1000);
        bench.sessions.keep(id).join();
        bench.tick(lease, 2000);
        assertThat(bench.state(id)).isEqualTo(SessionState.ACTIVE);
    }

    private static RoomSettings withClaimTtl(Duration claimTtl) {
        var defaults = RoomSettings.DEFAULTS;
        return new RoomSettings(
                defaults.capacity(),
                defaults.batchSize(),
                defaults.rate(),
                defaults.waitingTtl(),
                defaults.activeTtl(),
                claimTtl,
                defaults.maxActive(),
                defaults.retention(),
                defaults.audit());
    }
}
