package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.LeadOutcome;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long WINDOW = RoomSettings.DEFAULTS.rate().toMillis();

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.of(100, 2));

    private final Lease lease = bench.lead("a");
    private final List<SessionId> ids = Stream.generate(bench::join).limit(8).toList();

    @Test
    void windowActivatesAtMostOneBatch() {
        assertThat(granted(lease)).isEqualTo(2);
        assertThat(granted(lease)).isZero();
        bench.tick(lease, WINDOW - 1);
        assertThat(granted(lease)).isZero();
        bench.tick(lease, 1);
        assertThat(granted(lease)).isEqualTo(2);
    }

    @Test
    void unusedPartOfAWindowIsNotCarriedOver() {
        bench.tick(lease, 10 * WINDOW);
        assertThat(granted(lease)).isEqualTo(2);
        assertThat(granted(lease)).isZero();
    }

    @Test
    void batchOfAWindowCanBeUsedInParts() {
        ids.subList(1, 8).forEach(id -> bench.sessions.leave(id).join());
        assertThat(granted(lease)).isEqualTo(1);
        bench.join();
        assertThat(granted(lease)).isEqualTo(1);
        bench.join();
        assertThat(granted(lease)).isZero();
    }

    @Test
    void newLeaderContinuesTheCurrentWindow() {
        assertThat(granted(lease)).isEqualTo(2);
        bench.room.release(lease);
        assertThat(granted(bench.lead("b"))).isZero();
    }

    @Test
    void leftSessionsDoNotCountTowardsThePace() {
        bench.sessions.leave(ids.get(0)).join();
        assertThat(granted(lease)).isEqualTo(2);
        assertThat(bench.activeTickets()).containsExactly(2L, 3L);
    }

    @Test
    void lowerCapacityKeepsActiveSessionsAndPausesGrants() {
        granted(lease);
        bench.tick(lease, WINDOW);
        granted(lease);
        bench.room.release(lease);
        var lower = new RedisRoom(bench.link, ScriptBench.KEYS, Rooms.of(2, 2));
        var led = (LeadOutcome.Leading) lower.lead("b", ScriptBench.LEASE, Optional.empty());
        bench.tick(led.lease(), WINDOW);

        assertThat(granted(led.lease())).isZero();
        assertThat(ids.subList(0, 4)).allMatch(id -> bench.state(id) == SessionState.ACTIVE);
        ids.subList(0, 2).forEach(id -> bench.sessions.leave(id).join());
        assertThat(granted(led.lease())).isZero();
        bench.sessions.leave(ids.get(2)).join();
        assertThat(granted(led.lease())).isEqualTo(1);
    }

    private int granted(Lease by) {
        return bench.room.grant(by).orElseThrow().waits().size();
    }
}
