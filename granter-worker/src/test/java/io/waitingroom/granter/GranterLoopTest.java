package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.position.EstimateNotes;
import io.waitingroom.room.Granted;
import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GranterLoopTest {
    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied());

    private final AtomicBoolean broken = new AtomicBoolean();
    private final Granter granter = granter();

    @AutoClose
    private final GranterLoop loop = new GranterLoop(granter).start();

    GranterLoopTest() {
        Awaitility.await().until(() -> granter.lease().isPresent());
    }

    @Test
    void loopContinuesAfterAnUnexpectedException() {
        broken.set(true);
        Awaitility.await().until(() -> loop.problem().orElse("").contains("unforeseen"));
        var session = bench.join();
        broken.set(false);
        Awaitility.await().until(() -> loop.problem().isEmpty());
        Awaitility.await().until(() -> bench.state(session) == SessionState.ACTIVE);
    }

    @Test
    void repeatedFailureIsLoggedOnce() {
        try (var console = new Console()) {
            broken.set(true);
            var ticks = bench.figures().ticks();
            Awaitility.await().until(() -> bench.figures().ticks() > ticks + 3);
            assertThat(console.lines())
                    .filteredOn(line -> line.contains("A step failed"))
                    .hasSize(1);
        }
    }

    @Test
    void closeReleasesTheLease() {
        loop.close();
        assertThat(granter.lease()).isEmpty();
        assertThat(bench.raw.exists(bench.key("lease"))).isZero();
    }

    @Test
    void closedLoopTakesNoFurtherStep() {
        loop.close();
        loop.wake();
        var other = bench.granter(new NanoClock());
        other.step();
        assertThat(other.lease()).isPresent();
        assertThat(bench.figures().takeovers()).isEqualTo(2);
    }

    private Granter granter() {
        var room = bench.room();
        Function<Lease, Optional<Granted>> grants = lease -> {
            if (broken.get()) {
                throw new IllegalStateException("unforeseen");
            }
            return room.grant(lease);
        };
        return new Granter(
                room,
                grants,
                RoomBench.TIMING,
                new EstimateNotes(room.pace())::of,
                new RoomMetrics(new SimpleMeterRegistry()),
                System::nanoTime);
    }
}
