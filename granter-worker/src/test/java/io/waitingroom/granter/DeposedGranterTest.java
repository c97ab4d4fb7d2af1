package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A granter that was delayed while another granter took its lease, and that still believes to be the leader. */
class DeposedGranterTest {
    private static final int CAPACITY = 3;

    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied(), RoomBench.capacity(CAPACITY));

    private final NanoClock clock = new NanoClock();
    private final Granter deposed = bench.granter(clock);
    private final Granter leader = bench.granter(clock);

    DeposedGranterTest() {
        deposed.step();
        bench.deleteLease();
        leader.step();
    }

    @Test
    void deposedGranterActivatesNoSessionAndStepsDown() {
        assertThat(deposed.lease()).isPresent();
        var session = bench.join();
        assertThat(deposed.step()).isZero();
        assertThat(deposed.lease()).isEmpty();
        assertThat(bench.state(session)).isEqualTo(SessionState.WAITING);
    }

    @Test
    void deposedGranterDoesNotRenewTheLeaseOrAdvanceRoomTime() {
        bench.raw.pexpire(bench.key("lease"), 60_000);
        clock.advance(RoomBench.TIMING.tick());
        assertThat(deposed.step()).isZero();
        assertThat(deposed.lease()).isEmpty();
        assertThat(bench.figures().ticks()).isEqualTo(2);
        assertThat(bench.raw.pttl(bench.key("lease"))).isLessThanOrEqualTo(60_000);
    }

    @Test
    void deposedGranterBecomesAStandby() {
        deposed.step();
        assertThat(deposed.step()).isEqualTo(RoomBench.TIMING.poll());
        assertThat(bench.raw.get(bench.key("lease")))
                .isEqualTo(leader.lease().orElseThrow().token());
    }

    @Test
    void deposedGranterLogsItsStandbyRoleOnce() {
        try (var console = new Console()) {
            deposed.step();
            deposed.step();
            deposed.step();
            assertThat(console.lines())
                    .filteredOn(line -> line.contains("Became a standby"))
                    .hasSize(1);
        }
    }

    @Test
    void deposedGranterNeverOverfillsTheRoom() {
        bench.joinAll(3 * CAPACITY);
        leader.step();
        assertThat(deposed.lease()).isPresent();
        deposed.step();
        assertThat(bench.activeTickets()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void granterTakesAFreeLeaseAgain() {
        bench.deleteLease();
        clock.advance(Duration.ofMillis(1));
        assertThat(leader.step()).isZero();
        leader.step();
        assertThat(leader.lease()).isPresent();
        assertThat(bench.figures().takeovers()).isEqualTo(3);
    }
}
