package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A leader died, and Redis's clock was stepped back: its lease will last for ages. */
class SilentLeaderTest {
    private static final Duration LEASE = RoomBench.TIMING.leaseTime();

    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied());

    private final NanoClock leadersClock = new NanoClock();
    private final NanoClock clock = new NanoClock();
    private final Granter leader = bench.granter(leadersClock);
    private final Granter standby = bench.granter(clock);

    SilentLeaderTest() {
        leader.step();
        standby.step();
    }

    @Test
    void itsLeaseIsTakenAfterTheLeaseTimeAndNotEarlier() {
        clock.advance(LEASE.minusNanos(1));
        assertThat(leads()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(leads()).isTrue();
        leader.step();
        assertThat(leader.lease()).isEmpty();
    }

    @Test
    void itsLeaseIsNotTakenIfItTickedWithinThatTime() {
        clock.advance(LEASE.minusNanos(1));
        leaderTicks();
        assertThat(leads()).isFalse();
        clock.advance(LEASE.minusNanos(1));
        assertThat(leads()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(leads()).isTrue();
    }

    @Test
    void itsLeaseIsNotTakenIfItTickedAtTheLastMoment() {
        clock.advance(LEASE);
        leaderTicks();
        assertThat(leads()).isFalse();
        leader.step();
        assertThat(leader.lease()).isPresent();
    }

    @Test
    void aStandbyThatWasHeldUpItselfTakesNothingFromALeaderThatTicks() {
        clock.advance(LEASE.multipliedBy(5));
        leaderTicks();
        assertThat(leads()).isFalse();
    }

    private boolean leads() {
        standby.step();
        return standby.lease().isPresent();
    }

    private void leaderTicks() {
        leadersClock.advance(RoomBench.TIMING.tick());
        leader.step();
    }
}
