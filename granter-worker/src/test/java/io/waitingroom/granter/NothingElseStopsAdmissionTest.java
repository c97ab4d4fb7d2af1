package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.position.EstimateNotes;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Failures of a granter's other tasks, again and again. The granter must still admit sessions. */
class NothingElseStopsAdmissionTest {
    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied());

    private final NanoClock clock = new NanoClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void failedEstimateDoesNotStopAdmission() {
        var granter = bench.granter(
                clock,
                figures -> {
                    throw new IllegalStateException("unforeseen");
                },
                registry);
        assertAdmits(granter);
    }

    @Test
    void failedRoomMetricDoesNotStopAdmission() {
        failOnMeter("waitingroom.waiting");
        assertAdmits(bench.granter(clock, new EstimateNotes(bench.room().pace())::of, registry));
    }

    @Test
    void repeatedEstimateFailureIsLoggedOnce() {
        var granter = bench.granter(
                clock,
                figures -> {
                    throw new IllegalStateException("unforeseen");
                },
                registry);
        try (var console = new Console()) {
            assertAdmits(granter);
            assertAdmits(granter);
            assertThat(console.lines())
                    .filteredOn(line -> line.contains("Recording a wait estimate failed"))
                    .hasSize(1);
        }
    }

    @Test
    void failedSweepDoesNotStopAdmission() {
        var granter = bench.granter(clock);
        granter.step();
        bench.raw.zadd(bench.key("active"), 0, "1000");
        bench.raw.set(bench.key("s10"), "no record");
        clock.advance(RoomBench.TIMING.tick());
        var session = bench.join();
        assertThatThrownBy(granter::step).isInstanceOf(RedisUnavailableException.class);
        assertThat(bench.state(session)).isEqualTo(SessionState.ACTIVE);
    }

    private void assertAdmits(Granter granter) {
        var session = bench.join();
        clock.advance(RoomBench.TIMING.tick());
        granter.step();
        assertThat(bench.state(session)).isEqualTo(SessionState.ACTIVE);
    }

    private void failOnMeter(String meter) {
        registry.config().meterFilter(MeterFilter.denyUnless(id -> {
            if (id.getName().equals(meter)) {
                throw new IllegalStateException("unforeseen");
            }
            return true;
        }));
    }
}
