package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.LeadOutcome;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.room.SilentLeader;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LeaseTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    @Test
    void secondGranterStandsByAndReceivesTheHolder() {
        bench.lead("a");
        var outcome = bench.room.lead("b", ScriptBench.LEASE, Optional.empty());
        assertThat(outcome).isInstanceOf(LeadOutcome.StandingBy.class);
        assertThat(((LeadOutcome.StandingBy) outcome).holder()).isEqualTo("a");
    }

    @Test
    void standbyDoesNotChangeSettings() {
        bench.lead("a");
        new RedisRoom(bench.link, ScriptBench.KEYS, Rooms.of(1, 1)).lead("b", ScriptBench.LEASE, Optional.empty());
        assertThat(bench.figures().capacity()).isEqualTo(RoomSettings.DEFAULTS.capacity());
    }

    @Test
    void newLeaderAppliesItsSettings() {
        bench.join();
        new RedisRoom(bench.link, ScriptBench.KEYS, Rooms.of(7, 1)).lead("a", ScriptBench.LEASE, Optional.empty());
        assertThat(bench.figures().capacity()).isEqualTo(7);
    }

    @Test
    void repeatedLeadByTheHolderChangesNothing() {
        var first = bench.lead("a");
        var before = Snapshot.of(bench.raw);
        assertThat(bench.lead("a")).isEqualTo(first);
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
        assertThat(bench.figures().takeovers()).isEqualTo(1);
    }

    @Test
    void leaseThatIsNotRenewedExpires() {
        bench.room.lead("a", Duration.ofMillis(50), Optional.empty());
        Awaitility.await()
                .until(() -> bench.room.lead("b", ScriptBench.LEASE, Optional.empty()) instanceof LeadOutcome.Leading);
    }

    @Test
    void tickRenewsTheLease() {
        var led = (LeadOutcome.Leading) bench.room.lead("a", Duration.ofSeconds(10), Optional.empty());
        bench.room.tick(led.lease(), ScriptBench.LEASE, Duration.ofSeconds(1));
        assertThat(bench.raw.pttl(bench.key("lease"))).isGreaterThan(10_000);
    }

    @Test
    void releasedLeaseIsFreeAtOnce() {
        var first = bench.lead("a");
        bench.room.release(first);
        assertThat(bench.room.tick(first, ScriptBench.LEASE, Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(bench.lead("b").epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void onlyTheHolderCanReleaseALease() {
        var first = bench.lead("a");
        bench.room.release(new Lease("b", first.epoch()));
        assertThat(bench.raw.get(bench.key("lease"))).isEqualTo("a");
    }

    @Test
    void leaseOfASilentLeaderCanBeTaken() {
        var first = bench.lead("a");
        bench.tick(first, 1);
        assertThat(bench.lead("b", new SilentLeader("a", 1))).isInstanceOf(LeadOutcome.Leading.class);
        assertThat(bench.room.grant(first)).isEmpty();
    }

    @Test
    void leaseOfALeaderThatHasTickedSinceCannotBeTaken() {
        var first = bench.lead("a");
        bench.tick(first, 1);
        assertThat(bench.lead("b", new SilentLeader("a", 0))).isInstanceOf(LeadOutcome.StandingBy.class);
        assertThat(bench.room.grant(first)).isPresent();
    }

    @Test
    void leaseOfADifferentLeaderCannotBeTaken() {
        var first = bench.lead("a");
        bench.tick(first, 1);
        assertThat(bench.lead("c", new SilentLeader("b", 1))).isInstanceOf(LeadOutcome.StandingBy.class);
        assertThat(bench.room.grant(first)).isPresent();
    }
}
