package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.XAddArgs;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Loss of data in Redis, of one key or of all keys, and the guarantees that remain. */
class LossTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.of(10, 100));

    @Test
    void idOfALostRoomIsUnknownAfterItsTicketIsReused() {
        var old = bench.join();
        bench.raw.flushall();
        assertThat(bench.join().ticket()).isEqualTo(old.ticket());
        assertUnknown(old);
    }

    @Test
    void idOfAnotherIncarnationIsUnknown() {
        var id = bench.join();
        assertUnknown(new SessionId(id.incarnation() + 1, id.ticket(), id.nonce()));
    }

    @Test
    void idWithAnotherNonceIsUnknown() {
        var id = bench.join();
        assertUnknown(new SessionId(id.incarnation(), id.ticket(), id.nonce() + 1));
    }

    @Test
    void ticketThatWasNeverIssuedIsUnknown() {
        var id = bench.join();
        assertUnknown(new SessionId(id.incarnation(), id.ticket() + 1, id.nonce()));
    }

    @Test
    void leaderOfALostRoomMustLeadAgainToApplyItsSettings() {
        var lease = bench.lead("leader");
        bench.raw.del(ScriptBench.KEYS.room());
        bench.join();
        assertThat(bench.room.grant(lease)).isEmpty();
        // A new room has no earlier epoch. Its first epoch is the current time.
        Awaitility.await().until(() -> bench.redisMillis() > lease.epoch());
        assertThat(bench.lead("leader").epoch()).isGreaterThan(lease.epoch());
        assertThat(bench.figures().capacity()).isEqualTo(10);
    }

    @Test
    void activeSessionsOfALostRoomHoldNoSlotInTheNewRoom() {
        var lease = bench.lead("leader");
        bench.tick(lease, 5_000_000);
        bench.join();
        bench.room.grant(lease);
        bench.raw.del(ScriptBench.KEYS.room());
        bench.join();
        var next = bench.lead("leader");
        bench.tick(next, 1);
        bench.sweepAll(next);
        assertThat(bench.raw.zcard(bench.key("active"))).isZero();
    }

    @Test
    void ticketsContinueAfterTheStreamIsLost() {
        bench.join();
        bench.join();
        bench.raw.del(bench.key("stream"));
        assertThat(bench.join().ticket()).isEqualTo(3);
    }

    @Test
    void ticketsContinueAfterTheRoomHashIsLost() {
        bench.join();
        var old = bench.join();
        bench.raw.del(ScriptBench.KEYS.room());
        assertThat(bench.join().ticket()).isEqualTo(3);
        assertUnknown(old);
    }

    @Test
    void joinAfterTheStreamWasLostIsGranted() {
        bench.join();
        var lease = bench.lead("a");
        bench.raw.del(bench.key("stream"));
        var second = bench.join();
        assertThat(bench.room.grant(lease).orElseThrow().waits()).hasSize(1);
        assertThat(bench.state(second)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void lostGroupIsRecreatedFromTheStartOfTheStream() {
        var lease = bench.lead("a");
        var first = bench.join();
        bench.foreignConsumerReads("b", 1);
        var second = bench.join();
        bench.raw.xgroupDestroy(bench.key("stream"), "granters");
        assertThat(bench.room.grant(lease).orElseThrow().waits()).hasSize(2);
        assertThat(bench.state(first)).isEqualTo(SessionState.ACTIVE);
        assertThat(bench.state(second)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void repeatedStreamEntryDoesNotActivateASessionTwice() {
        var lease = bench.lead("a");
        bench.join();
        bench.room.grant(lease);
        bench.raw.del(bench.key("stream"));
        bench.raw.xadd(bench.key("stream"), new XAddArgs().id("0-1"), "", "");
        assertThat(bench.room.grant(lease).orElseThrow().waits()).isEmpty();
        assertThat(bench.figures().activations()).isEqualTo(1);
    }

    private void assertUnknown(SessionId id) {
        var before = Snapshot.of(bench.raw);
        assertThat(bench.sessions.view(id).join()).isEmpty();
        assertThat(bench.sessions.heartbeat(id).join()).isEmpty();
        assertThat(bench.sessions.leave(id).join()).isEmpty();
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
    }
}
