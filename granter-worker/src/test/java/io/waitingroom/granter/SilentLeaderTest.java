package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A leader that died before Redis's clock was set back, so that its lease does not expire for a long time. */
class SilentLeaderTest {
    private static final Duration LEASE = RoomBench.TIMING.leaseTime();

    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied());

    private final NanoClock leaderClock = new NanoClock();
    private final NanoClock clock = new NanoClock();
    private final Granter leader = bench.granter(leaderClock);
    private final Granter standby = bench.granter(clock);

    SilentLeaderTest() {
        leader.step();
        standby.step();
    }

    @Test
    void standbyTakesTheLeaseExactlyAfterTheLeaseTime() {
        clock.advance(LEASE.minusNanos(1));
        assertThat(standbyLeads()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(standbyLeads()).isTrue();
        leader.step();
        assertThat(leader.lease()).isEmpty();
    }

    @Test
    void tickOfTheLeaderRestartsTheLeaseTime() {
        clock.advance(LEASE.minusNanos(1));
        tickLeader();
        assertThat(standbyLeads()).isFalse();
        clock.advance(LEASE.minusNanos(1));
        assertThat(standbyLeads()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(standbyLeads()).isTrue();
    }

    @Test
    void standbyDoesNotTakeTheLeaseAfterATickAtTheLastMoment() {
        clock.advance(LEASE);
        tickLeader();
        assertThat(standbyLeads()).isFalse();
        leader.step();
        assertThat(leader.lease()).isPresent();
    }

    @Test
    void delayedStandbyDoesNotTakeTheLeaseOfALeaderThatTicks() {
        clock.advance(LEASE.multipliedBy(5));
        tickLeader();
        assertThat(standbyLeads()).isFalse();
    }

    private boolean standbyLeads() {
        standby.step();
        return standby.lease().isPresent();
    }

    private void tickLeader() {
        leaderClock.advance(RoomBench.TIMING.tick());
        leader.step();
    }
}
