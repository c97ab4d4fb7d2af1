package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomFigures;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GranterTest {
    private static final Duration TICK = RoomBench.TIMING.tick();

    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied());

    private final NanoClock clock = new NanoClock();
    private final Granter granter = bench.granter(clock);
    private final Granter other = bench.granter(clock);

    @Test
    void granterTakesAFreeLease() {
        assertThat(granter.lease()).isEmpty();
        granter.step();
        assertThat(granter.lease().orElseThrow().token()).isEqualTo(bench.raw.get(bench.key("lease")));
    }

    @Test
    void secondGranterStandsByAndPolls() {
        granter.step();
        assertThat(other.step()).isEqualTo(RoomBench.TIMING.poll());
        assertThat(other.lease()).isEmpty();
        assertThat(granter.step()).isEqualTo(TICK);
    }

    @Test
    void newLeaderTicksAtOnceAndThenWhenATickIsDue() {
        assertThat(granter.step()).isEqualTo(TICK);
        assertThat(bench.figures().ticks()).isEqualTo(1);
        clock.advance(TICK.minusNanos(1));
        assertThat(granter.step()).isEqualTo(Duration.ofNanos(1));
        assertThat(bench.figures().ticks()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(granter.step()).isEqualTo(TICK);
        assertThat(bench.figures().ticks()).isEqualTo(2);
    }

    @Test
    void newLeaderActivatesWaitingSessions() {
        var early = bench.join();
        granter.step();
        assertThat(bench.state(early)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void stepWithoutATickActivatesSessions() {
        granter.step();
        var late = bench.join();
        granter.step();
        assertThat(bench.state(late)).isEqualTo(SessionState.ACTIVE);
        assertThat(bench.figures().ticks()).isEqualTo(1);
    }

    @Test
    void leaderDoesNotGrantWithoutAnApiServer() {
        granter.step();
        bench.problems = List.of("away");
        Awaitility.await().until(() -> bench.room().apiServers() == 0);
        var time = tick().now();
        var late = bench.join();
        assertThat(tick().now()).isEqualTo(time);
        granter.step();
        assertThat(bench.state(late)).isEqualTo(SessionState.WAITING);
        bench.problems = List.of();
        Awaitility.await().until(() -> bench.room().apiServers() == 1);
        tick();
        assertThat(bench.state(late)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void missingApiServersAreLoggedOnce() {
        granter.step();
        bench.problems = List.of("away");
        Awaitility.await().until(() -> bench.room().apiServers() == 0);
        try (var console = new Console()) {
            tick();
            tick();
            assertThat(console.lines())
                    .filteredOn(line -> line.contains("No API server can answer clients"))
                    .hasSize(1);
        }
    }

    private RoomFigures tick() {
        clock.advance(TICK);
        granter.step();
        return bench.figures();
    }

    @Test
    void standbyActivatesNoSession() {
        granter.step();
        var session = bench.join();
        other.step();
        assertThat(bench.state(session)).isEqualTo(SessionState.WAITING);
    }

    @Test
    void resigningLeaderReleasesTheLease() {
        granter.step();
        granter.resign();
        assertThat(granter.lease()).isEmpty();
        other.step();
        assertThat(other.lease()).isPresent();
    }

    @Test
    void resigningStandbyDoesNotReleaseTheLease() {
        granter.step();
        other.step();
        other.resign();
        assertThat(bench.raw.get(bench.key("lease")))
                .isEqualTo(granter.lease().orElseThrow().token());
    }

    @Test
    void resigningDeposedLeaderDoesNotReleaseTheNewLease() {
        granter.step();
        bench.deleteLease();
        other.step();
        granter.resign();
        assertThat(bench.raw.get(bench.key("lease")))
                .isEqualTo(other.lease().orElseThrow().token());
    }
}
