package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.TestRedis;
import java.util.ArrayDeque;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NotedEstimatesTest {
    @AutoClose
    private final RoomBench bench = new RoomBench(TestRedis.emptied(), RoomBench.capacity(2));

    private final NanoClock clock = new NanoClock();
    private final Granter granter = bench.granter(clock);
    private final ArrayDeque<SessionId> queue = new ArrayDeque<>(bench.joinAll(5));

    @Test
    void leaderRecordsEstimatesAndTheRoomEvaluatesThem() {
        Awaitility.await().until(() -> {
            bench.leaveAll(List.of(queue.pop()));
            queue.add(bench.join());
            clock.advance(RoomBench.TIMING.tick());
            granter.step();
            return bench.figures().estimates().judged() > 1;
        });
        assertThat(bench.raw.llen(bench.key("estimates"))).isLessThan(5);
        assertThat(bench.figures().averages().admissionsPerMinute()).isPositive();
    }
}
