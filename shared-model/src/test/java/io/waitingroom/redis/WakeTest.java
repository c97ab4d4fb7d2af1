package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.testkit.TestRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WakeTest {
    private final String uri = TestRedis.emptied();

    @AutoClose
    private final ScriptBench bench = new ScriptBench(uri, Rooms.of(1, 100));

    @AutoClose
    private final Wakes wakes = new Wakes(uri);

    private final Lease lease = bench.lead("a");

    @Test
    void joinWakesTheLeaderIfASlotIsFree() {
        bench.join();
        assertThat(wakesSoFar()).isEqualTo(1);
    }

    @Test
    void repeatedJoinSendsNoWakeUp() {
        bench.join("8 bytes!");
        wakesSoFar();
        bench.join("8 bytes!");
        assertThat(wakesSoFar()).isZero();
    }

    @Test
    void joinToAFullRoomSendsNoWakeUp() {
        bench.join();
        bench.room.grant(lease);
        wakesSoFar();
        bench.join();
        assertThat(wakesSoFar()).isZero();
    }

    @Test
    void freedSlotWakesTheLeaderIfASessionWaits() {
        var active = bench.join();
        bench.join();
        bench.room.grant(lease);
        bench.tick(lease, 200);
        wakesSoFar();
        bench.sessions.leave(active).join();
        assertThat(wakesSoFar()).isEqualTo(1);
    }

    @Test
    void freedSlotSendsNoWakeUpInAnEmptyQueue() {
        var active = bench.join();
        bench.room.grant(lease);
        bench.tick(lease, 200);
        wakesSoFar();
        bench.sessions.leave(active).join();
        assertThat(wakesSoFar()).isZero();
    }

    @Test
    void leavingTheQueueSendsNoWakeUp() {
        var waiting = bench.join();
        bench.join();
        wakesSoFar();
        bench.sessions.leave(waiting).join();
        assertThat(wakesSoFar()).isZero();
    }

    @Test
    void releasedLeaseWakesTheStandbys() {
        bench.room.release(lease);
        assertThat(wakesSoFar()).isEqualTo(1);
        bench.room.release(lease);
        assertThat(wakesSoFar()).isZero();
    }

    private int wakesSoFar() {
        return wakes.countSoFar(bench.raw);
    }
}
