package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backlog of 3000 sessions that left before their turn: more entries than one grant reads. */
class BacklogTest {
    private static final int DEPARTED = 3000;

    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied());

    private final NanoClock clock = new NanoClock();
    private final Granter granter = bench.granter(clock);

    @BeforeEach
    void leaveBacklog() {
        granter.step();
        bench.leaveAll(bench.joinAll(DEPARTED));
    }

    @Test
    void backlogIsProcessedInOneStepWithoutATick() {
        var living = bench.join();
        assertThat(granter.step()).isEqualTo(RoomBench.TIMING.tick());
        assertThat(bench.state(living)).isEqualTo(SessionState.ACTIVE);
        assertThat(bench.figures().ticks()).isEqualTo(1);
    }

    @Test
    void backlogDoesNotDelayTheTick() {
        clock.advanceByReading(RoomBench.TIMING.tick().dividedBy(3));
        assertThat(granter.step()).isZero();
        assertThat(bench.raw.xlen(bench.key("stream"))).isPositive();
        clock.advanceByReading(Duration.ZERO);
        granter.step();
        assertThat(bench.figures().ticks()).isEqualTo(2);
        assertThat(bench.raw.xlen(bench.key("stream"))).isZero();
    }

    @Test
    void backlogShrinksEvenIfEveryStepNeedsATick() {
        clock.advanceByReading(RoomBench.TIMING.tick());
        var before = bench.raw.xlen(bench.key("stream"));
        granter.step();
        assertThat(bench.raw.xlen(bench.key("stream"))).isLessThan(before);
    }
}
