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

/** How what places in line were told turned out. */
class EstimatesTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.of(1000, 1000));

    private Lease lease = bench.lead("a");

    @Test
    void anEstimateIsInsideWhereTheWaitIsNeitherShorterNorLonger() {
        for (var range : new WaitRange[] {range(9, 9), range(10, 10), range(0, 10), range(10, 11), range(11, 11)}) {
            bench.join();
            note(last(), range);
        }
        bench.tick(lease, 10_000);
        grant();
        assertThat(outcomes().judged()).isEqualTo(5);
        assertThat(outcomes().inside()).isEqualTo(3);
        assertThat(outcomes().insideShare()).hasValue(0.6);
    }

    @Test
    void theErrorIsTheMedianOfHowFarTheMiddleWasOffAsAPartOfTheWait() {
        for (var middle : new int[] {5, 12, 30}) {
            bench.join();
            note(last(), range(middle, middle));
        }
        bench.tick(lease, 10_000);
        grant();
        assertThat(outcomes().medianError()).isEqualTo(0.2);
    }

    @Test
    void whatTurnedOutLongAgoNoLongerCountsForTheMedian() {
        judge(200, range(5, 5));
        judge(200, range(30, 30));
        assertThat(outcomes().medianError()).isCloseTo(2, within(0.001));
        assertThat(bench.raw.llen(bench.key("errors"))).isEqualTo(200);
    }

    @Test
    void aPlaceIsJudgedWhenTheFrontReachesItAndNotBefore() {
        bench.join();
        note(2, range(0, 30));
        grant();
        assertThat(outcomes()).isEqualTo(EstimateAccuracy.NONE);
        bench.join();
        grant();
        assertThat(outcomes().judged()).isEqualTo(1);
    }

    @Test
    void aPlaceIsJudgedWhoeverHeldItHasWalkedAway() {
        var gone = bench.join();
        note(gone.ticket(), range(0, 30));
        bench.sessions.leave(gone).join();
        bench.join();
        grant();
        assertThat(outcomes().judged()).isEqualTo(1);
    }

    @Test
    void theTimeUntilTheTickThatJudgesIsNoWait() {
        bench.join();
        note(1, range(0, 3));
        bench.tick(lease, 2000);
        bench.room.grant(lease);
        bench.tick(lease, 5000);
        assertThat(outcomes().inside()).isEqualTo(1);
    }

    @Test
    void noMoreThanAFewHundredPlacesAreOutstanding() {
        bench.join();
        for (int i = 0; i < 310; i++) {
            note(1, range(0, 30));
        }
        assertThat(bench.raw.llen(bench.key("estimates"))).isEqualTo(300);
    }

    @Test
    void aTakeOverForgetsNoPlace() {
        bench.join();
        note(1, range(0, 30));
        bench.raw.del(bench.key("lease"));
        lease = bench.lead("b");
        grant();
        assertThat(outcomes().judged()).isEqualTo(1);
    }

    @Test
    void aDeposedLeaderNotesNothing() {
        bench.join();
        var deposed = lease;
        bench.raw.del(bench.key("lease"));
        lease = bench.lead("b");
        assertThat(tick(deposed, new NotedEstimate(1, 0, range(0, 30)))).isFalse();
        assertThat(bench.raw.exists(bench.key("estimates"))).isZero();
    }

    @Test
    void whatWasNotedOfARoomThatWasLostIsNotJudged() {
        bench.join();
        note(1, range(0, 30));
        bench.raw.del(ScriptBench.KEYS.room());
        bench.join();
        lease = bench.lead("b");
        grant();
        assertThat(outcomes()).isEqualTo(EstimateAccuracy.NONE);
        assertThat(bench.raw.exists(bench.key("estimates"))).isZero();
        note(last(), range(0, 30));
        assertThat(bench.raw.llen(bench.key("estimates"))).isEqualTo(1);
    }

    @Test
    void aNoteThatCannotBeReadKeepsNobodyWaitingAndIsForgotten() {
        bench.raw.rpush(bench.key("estimates"), "no estimate");
        bench.raw.hset(ScriptBench.KEYS.room(), "next-place", "1");
        var person = bench.join();
        grant();
        assertThat(bench.tick(lease, 1000).orElseThrow().now()).isEqualTo(1200);
        assertThat(bench.state(person)).isEqualTo(SessionState.ACTIVE);
        note(2, range(0, 30));
        bench.join();
        grant();
        assertThat(outcomes().judged()).isEqualTo(1);
    }

    private void judge(int places, WaitRange range) {
        for (int i = 0; i < places; i++) {
            bench.join();
            note(last(), range);
        }
        bench.tick(lease, 10_000);
        grant();
    }

    private void grant() {
        while (bench.room.grant(lease).orElseThrow().more()) {
            // until nobody can be granted
        }
        bench.tick(lease, 200);
    }

    private void note(long ticket, WaitRange range) {
        assertThat(tick(lease, new NotedEstimate(ticket, bench.figures().now(), range)))
                .isTrue();
    }

    private boolean tick(Lease as, NotedEstimate place) {
        return bench.room
                .tick(as, ScriptBench.LEASE, Duration.ZERO, 1, Optional.of(place))
                .isPresent();
    }

    private static WaitRange range(long min, long max) {
        return new WaitRange(min, max);
    }

    private long last() {
        return bench.figures().joins();
    }

    private EstimateAccuracy outcomes() {
        return bench.figures().estimates();
    }
}
