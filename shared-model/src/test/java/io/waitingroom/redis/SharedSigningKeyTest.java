package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SigningKey;
import io.waitingroom.testkit.TestRedis;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SharedSigningKeyTest {
    private static final SigningKey MINE = SigningKey.random();

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    @Test
    void thereIsNoKeyBeforeTheFleetWasAsked() {
        assertThat(server(MINE).key()).isEmpty();
        assertThat(server(MINE).trouble()).isPresent();
    }

    @Test
    void theFirstServerPutsAKeyAndTheSecondTakesIt() {
        var first = agreed(null);
        var second = agreed(null);
        assertThat(first.key()).isPresent().contains(SigningKey.of(inRedis()));
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.trouble()).isEmpty();
    }

    @Test
    void aLostKeyIsPutBack() {
        var server = agreed(null);
        var before = inRedis();
        bench.raw.flushall();
        server.agree().join();
        assertThat(inRedis()).isEqualTo(before);
        assertThat(server.key()).isPresent();
    }

    @Test
    void aConfiguredKeyIsTheOneThatTheFleetGets() {
        var configured = agreed(MINE);
        var other = agreed(null);
        assertThat(configured.key()).contains(MINE);
        assertThat(other.key()).contains(MINE);
        assertThat(agreed(MINE).key()).contains(MINE);
    }

    @Test
    void aServerWithADifferentKeyHasNoneAndSaysSo() {
        agreed(null);
        var fleets = inRedis();
        var different = agreed(MINE);
        assertThat(different.key()).isEmpty();
        assertThat(different.trouble().orElseThrow()).contains("signing key");
        assertThat(inRedis()).isEqualTo(fleets);
    }

    @Test
    void aServerStopsWhenTheFleetsKeyChangesAndGoesOnWhenItIsItsOwnAgain() {
        var server = agreed(MINE);
        bench.raw.set(key(), SigningKey.random().text());
        server.agree().join();
        assertThat(server.key()).isEmpty();
        bench.raw.del(key());
        server.agree().join();
        assertThat(server.key()).contains(MINE);
    }

    @Test
    void aTextInRedisThatIsNoKeyIsNoKey() {
        bench.raw.set(key(), "short");
        var server = agreed(null);
        assertThat(server.key()).isEmpty();
        assertThat(server.trouble()).isPresent();
    }

    @Test
    void whereRedisLostEverythingTheServersTakeTheKeyOfWhoeverCameFirst() {
        bench.join();
        var old = agreed(null);
        bench.raw.flushall();
        var newcomer = agreed(null);
        old.agree().join();
        assertThat(old.key()).isEqualTo(newcomer.key()).isPresent();
    }

    @Test
    void whereTheRoomIsStillThereAnotherKeyIsNotTaken() {
        bench.join();
        var old = agreed(null);
        bench.raw.set(key(), SigningKey.random().text());
        old.agree().join();
        assertThat(old.key()).isEmpty();
    }

    @Test
    void aConfiguredKeyIsInsistedOnWhateverRedisLost() {
        bench.join();
        var configured = agreed(MINE);
        bench.raw.flushall();
        bench.raw.set(key(), SigningKey.random().text());
        configured.agree().join();
        assertThat(configured.key()).isEmpty();
    }

    private SharedSigningKey agreed(SigningKey configured) {
        var server = server(configured);
        server.agree().join();
        return server;
    }

    private SharedSigningKey server(SigningKey configured) {
        return new SharedSigningKey(bench.link, ScriptBench.KEYS, Optional.ofNullable(configured));
    }

    private String inRedis() {
        return bench.raw.get(key());
    }

    private static String key() {
        return ScriptBench.KEYS.signingKey();
    }
}
