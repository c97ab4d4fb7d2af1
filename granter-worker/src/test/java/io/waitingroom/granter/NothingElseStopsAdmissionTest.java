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

/** What a granter does besides admitting people fails, again and again, and people are admitted. */
class NothingElseStopsAdmissionTest {
    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied());

    private final NanoClock clock = new NanoClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void anEstimateThatFails() {
        var granter = bench.granter(
                clock,
                figures -> {
                    throw new IllegalStateException("unforeseen");
                },
                registry);
        assertAdmits(granter);
    }

    @Test
    void aMetricOfTheRoomThatFails() {
        refuse("waitingroom.waiting");
        assertAdmits(bench.granter(clock, new EstimateNotes(bench.room().pace())::of, registry));
    }

    @Test
    void whateverFailsIsLoggedOnce() {
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
    void aRecordThatCannotBeSwept() {
        var granter = bench.granter(clock);
        granter.step();
        bench.raw.zadd(bench.key("active"), 0, "1000");
        bench.raw.set(bench.key("s10"), "no record");
        clock.advance(RoomBench.TIMING.tick());
        var person = bench.join();
        assertThatThrownBy(granter::step).isInstanceOf(RedisUnavailableException.class);
        assertThat(bench.state(person)).isEqualTo(SessionState.ACTIVE);
    }

    private void assertAdmits(Granter granter) {
        var person = bench.join();
        clock.advance(RoomBench.TIMING.tick());
        granter.step();
        assertThat(bench.state(person)).isEqualTo(SessionState.ACTIVE);
    }

    private void refuse(String meter) {
        registry.config().meterFilter(MeterFilter.denyUnless(id -> {
            if (id.getName().equals(meter)) {
                throw new IllegalStateException("unforeseen");
            }
            return true;
        }));
    }
}
