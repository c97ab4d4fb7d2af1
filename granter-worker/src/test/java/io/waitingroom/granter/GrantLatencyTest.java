package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A leader that ticks once and then not for an hour. Every later activation is the result of a wake-up. */
class GrantLatencyTest {
    private static final Timing RARE_TICKS = new Timing(Duration.ofHours(2), Duration.ofHours(1));
    private static final RoomSettings ONE_SLOT = RoomBench.capacity(1);

    private final String uri = TestRedis.emptied();

    @AutoClose
    private final RoomBench bench = new RoomBench(uri, ONE_SLOT);

    @AutoClose
    private final GranterRuntime granter =
            RoomBench.granter(uri, ONE_SLOT, RARE_TICKS).start();

    GrantLatencyTest() {
        Awaitility.await().until(() -> bench.figures().ticks() == 1);
    }

    @AfterEach
    void assertNoFurtherTick() {
        assertThat(bench.figures().ticks()).isEqualTo(1);
    }

    @Test
    void joinIsGrantedAtOnceIfASlotIsFree() {
        awaitActive(bench.join());
    }

    @Test
    void freedSlotIsGrantedAtOnce() {
        var first = bench.join();
        awaitActive(first);
        var second = bench.join();
        bench.sessions.leave(first).join();
        awaitActive(second);
    }

    private void awaitActive(SessionId id) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(5))
                .until(() -> bench.state(id) == SessionState.ACTIVE);
    }
}
