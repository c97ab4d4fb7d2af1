package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waitingroom.position.NotedEstimate;
import io.waitingroom.position.WaitRange;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The evaluation of recorded wait estimates against the actual waits. */
class EstimatesTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.of(1000, 1000));

    private Lease lease = bench.lead("a");

    @Test
    void estimateIsInsideIfTheRangeContainsTheWait() {
        for (var range : new WaitRange[] {range(9, 9), range(10, 10), range(0, 10), range(10, 11), range(11, 11)}) {
            bench.join();
            recordEstimate(lastTicket(), range);
        }
        bench.tick(lease, 10_000);
        grant();
        assertThat(accuracy().judged()).isEqualTo(5);
        assertThat(accuracy().inside()).isEqualTo(3);
        assertThat(accuracy().insideShare()).hasValue(0.6);
    }

    @Test
    void errorIsTheMedianRelativeDeviationOfTheMiddleFromTheWait() {
        for (var middle : new int[] {5, 12, 30}) {
            bench.join();
            recordEstimate(lastTicket(), range(middle, middle));
        }
        bench.tick(lease, 10_000);
        grant();
        assertThat(accuracy().medianError()).isEqualTo(0.2);
    }

    @Test
    void medianErrorUsesOnlyTheLast200Errors() {
        recordAndEvaluate(200, range(5, 5));
        recordAndEvaluate(200, range(30, 30));
        assertThat(accuracy().medianError()).isCloseTo(2, within(0.001));
        assertThat(bench.raw.llen(bench.key("errors"))).isEqualTo(200);
    }

    @Test
    void estimateIsEvaluatedWhenTheFrontReachesItsTicket() {
        bench.join();
        recordEstimate(2, range(0, 30));
        grant();
        assertThat(accuracy()).isEqualTo(EstimateAccuracy.NONE);
        bench.join();
        grant();
        assertThat(accuracy().judged()).isEqualTo(1);
    }

    @Test
    void estimateIsEvaluatedEvenIfItsSessionHasLeft() {
        var gone = bench.join();
        recordEstimate(gone.ticket(), range(0, 30));
        bench.sessions.leave(gone).join();
        bench.join();
        grant();
        assertThat(accuracy().judged()).isEqualTo(1);
    }

    @Test
    void waitDoesNotIncludeTheTimeUntilTheNextTick() {
        bench.join();
        recordEstimate(1, range(0, 3));
        bench.tick(lease, 2000);
        bench.room.grant(lease);
        bench.tick(lease, 5000);
        assertThat(accuracy().inside()).isEqualTo(1);
    }

    @Test
    void atMost300EstimatesArePending() {
        bench.join();
        for (int i = 0; i < 310; i++) {
            recordEstimate(1, range(0, 30));
        }
        assertThat(bench.raw.llen(bench.key("estimates"))).isEqualTo(300);
    }

    @Test
    void takeoverKeepsPendingEstimates() {
        bench.join();
        recordEstimate(1, range(0, 30));
        bench.raw.del(bench.key("lease"));
        lease = bench.lead("b");
        grant();
        assertThat(accuracy().judged()).isEqualTo(1);
    }

    @Test
    void deposedLeaderRecordsNoEstimate() {
        bench.join();
        var deposed = lease;
        bench.raw.del(bench.key("lease"));
        lease = bench.lead("b");
        assertThat(tick(deposed, new NotedEstimate(1, 0, range(0, 30)))).isFalse();
        assertThat(bench.raw.exists(bench.key("estimates"))).isZero();
    }

    @Test
    void estimatesOfALostRoomAreNotEvaluated() {
        bench.join();
        recordEstimate(1, range(0, 30));
        bench.raw.del(ScriptBench.KEYS.room());
        bench.join();
        lease = bench.lead("b");
        grant();
        assertThat(accuracy()).isEqualTo(EstimateAccuracy.NONE);
        assertThat(bench.raw.exists(bench.key("estimates"))).isZero();
        recordEstimate(lastTicket(), range(0, 30));
        assertThat(bench.raw.llen(bench.key("estimates"))).isEqualTo(1);
    }

    @Test
    void malformedEstimateIsDroppedAndDoesNotBlockGrants() {
        bench.raw.rpush(bench.key("estimates"), "no estimate");
        bench.raw.hset(ScriptBench.KEYS.room(), "next-place", "1");
        var session = bench.join();
        grant();
        assertThat(bench.tick(lease, 1000).orElseThrow().now()).isEqualTo(1200);
        assertThat(bench.state(session)).isEqualTo(SessionState.ACTIVE);
        recordEstimate(2, range(0, 30));
        bench.join();
        grant();
        assertThat(accuracy().judged()).isEqualTo(1);
    }

    private void recordAndEvaluate(int count, WaitRange range) {
        for (int i = 0; i < count; i++) {
            bench.join();
            recordEstimate(lastTicket(), range);
        }
        bench.tick(lease, 10_000);
        grant();
    }

    private void grant() {
        while (bench.room.grant(lease).orElseThrow().more()) {
            // until no session can be granted
        }
        bench.tick(lease, 200);
    }

    private void recordEstimate(long ticket, WaitRange range) {
        assertThat(tick(lease, new NotedEstimate(ticket, bench.figures().now(), range)))
                .isTrue();
    }

    private boolean tick(Lease by, NotedEstimate estimate) {
        return bench.room
                .tick(by, ScriptBench.LEASE, Duration.ZERO, 1, Optional.of(estimate))
                .isPresent();
    }

    private static WaitRange range(long min, long max) {
        return new WaitRange(min, max);
    }

    private long lastTicket() {
        return bench.figures().joins();
    }

    private EstimateAccuracy accuracy() {
        return bench.figures().estimates();
    }
}
