package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JoinTest {
    private static final String HASH = "8 bytes!";

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    @Test
    void ticketsStartAtOne() {
        assertThat(bench.join().ticket()).isEqualTo(1);
        assertThat(bench.join().ticket()).isEqualTo(2);
    }

    @Test
    void joinBeforeAnyGranterCreatesTheRoomWithDefaults() {
        var joined = bench.join(null);
        assertThat(joined.state()).isEqualTo(SessionState.WAITING);
        assertThat(joined.repeated()).isFalse();
        var defaults = RoomOpening.fields(RoomSettings.DEFAULTS);
        var room = bench.raw.hgetall(ScriptBench.KEYS.room());
        for (int i = 0; i < defaults.size(); i += 2) {
            assertThat(room).containsEntry(defaults.get(i), defaults.get(i + 1));
        }
        assertThat(room).containsEntry("waiting", "1").containsEntry("epoch", "0");
    }

    @Test
    void existingRoomIsNotCreatedAgain() {
        var first = bench.join();
        new RoomOpening(bench.link, ScriptBench.KEYS, Rooms.of(1, 1)).open().join();
        assertThat(bench.sessions.view(first).join()).isPresent();
        assertThat(bench.figures().capacity()).isEqualTo(RoomSettings.DEFAULTS.capacity());
    }

    @Test
    void repeatedJoinReturnsTheSameSessionAndCountsOnce() {
        var first = bench.join(HASH);
        var again = bench.join(HASH);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.repeated()).isTrue();
        assertThat(bench.figures().joins()).isEqualTo(1);
        assertThat(bench.figures().waiting()).isEqualTo(1);
        assertThat(bench.raw.xlen(bench.key("stream"))).isEqualTo(1);
    }

    @Test
    void repeatedJoinReturnsTheCurrentState() {
        bench.join(HASH);
        bench.room.grant(bench.lead("a"));
        assertThat(bench.join(HASH).state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void joinsWithoutAKeyCreateDifferentSessions() {
        assertThat(bench.join(null).id()).isNotEqualTo(bench.join(null).id());
    }

    @Test
    void keysWithHashesThatDifferInOneByteCreateDifferentSessions() {
        bench.join(HASH);
        assertThat(bench.join("8 bytes?").repeated()).isFalse();
        assertThat(bench.join("9 bytes!").repeated()).isFalse();
    }

    @Test
    void keyOfALeftSessionCreatesANewSession() {
        var first = bench.join(HASH);
        bench.sessions.leave(first.id()).join();
        var second = bench.join(HASH);
        assertThat(second.repeated()).isFalse();
        assertThat(second.id().ticket()).isEqualTo(2);
        assertThat(bench.join(HASH).id()).isEqualTo(second.id());
    }

    @Test
    void keyOfAnExpiredSessionCreatesANewSession() {
        bench.join(HASH);
        bench.tick(bench.lead("a"), RoomSettings.DEFAULTS.waitingTtl().toMillis());
        assertThat(bench.join(HASH).id().ticket()).isEqualTo(2);
    }

    // A key that is stored in the last millisecond of a generation has the shortest lifetime.
    @Test
    void keyIsStoredForTenMinutesOfRoomTime() {
        var lease = bench.lead("a");
        bench.tick(lease, 599_999);
        var first = bench.join(HASH);
        bench.tick(lease, 600_000);
        bench.sweepAll(lease);
        assertThat(bench.join(HASH).id()).isEqualTo(first.id());
    }
}
