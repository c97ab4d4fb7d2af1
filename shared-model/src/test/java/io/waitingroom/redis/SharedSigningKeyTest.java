package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SigningKey;
import io.waitingroom.testkit.TestRedis;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SharedSigningKeyTest {
    private static final SigningKey OWN_KEY = SigningKey.random();

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    @Test
    void serverHasNoKeyBeforeItAgreesWithTheFleet() {
        assertThat(server(OWN_KEY).key()).isEmpty();
        assertThat(server(OWN_KEY).trouble()).isPresent();
    }

    @Test
    void firstServerStoresAKeyAndTheSecondTakesIt() {
        var first = agreedServer(null);
        var second = agreedServer(null);
        assertThat(first.key()).isPresent().contains(SigningKey.of(keyInRedis()));
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.trouble()).isEmpty();
    }

    @Test
    void lostKeyIsRestored() {
        var server = agreedServer(null);
        var before = keyInRedis();
        bench.raw.flushall();
        server.agree().join();
        assertThat(keyInRedis()).isEqualTo(before);
        assertThat(server.key()).isPresent();
    }

    @Test
    void configuredKeyBecomesTheFleetsKey() {
        var configured = agreedServer(OWN_KEY);
        var other = agreedServer(null);
        assertThat(configured.key()).contains(OWN_KEY);
        assertThat(other.key()).contains(OWN_KEY);
        assertThat(agreedServer(OWN_KEY).key()).contains(OWN_KEY);
    }

    @Test
    void serverWithADifferentKeyHasNoneAndReportsWhy() {
        agreedServer(null);
        var fleetKey = keyInRedis();
        var different = agreedServer(OWN_KEY);
        assertThat(different.key()).isEmpty();
        assertThat(different.trouble().orElseThrow()).contains("signing key");
        assertThat(keyInRedis()).isEqualTo(fleetKey);
    }

    @Test
    void serverHasNoKeyWhileTheFleetsKeyDiffers() {
        var server = agreedServer(OWN_KEY);
        bench.raw.set(key(), SigningKey.random().text());
        server.agree().join();
        assertThat(server.key()).isEmpty();
        bench.raw.del(key());
        server.agree().join();
        assertThat(server.key()).contains(OWN_KEY);
    }

    @Test
    void malformedKeyInRedisIsRefused() {
        bench.raw.set(key(), "short");
        var server = agreedServer(null);
        assertThat(server.key()).isEmpty();
        assertThat(server.trouble()).isPresent();
    }

    @Test
    void serversTakeTheFirstNewKeyAfterRedisLostEverything() {
        bench.join();
        var old = agreedServer(null);
        bench.raw.flushall();
        var newcomer = agreedServer(null);
        old.agree().join();
        assertThat(old.key()).isEqualTo(newcomer.key()).isPresent();
    }

    @Test
    void differentKeyIsNotTakenWhileTheRoomExists() {
        bench.join();
        var old = agreedServer(null);
        bench.raw.set(key(), SigningKey.random().text());
        old.agree().join();
        assertThat(old.key()).isEmpty();
    }

    @Test
    void configuredKeyIsNeverReplacedAfterALoss() {
        bench.join();
        var configured = agreedServer(OWN_KEY);
        bench.raw.flushall();
        bench.raw.set(key(), SigningKey.random().text());
        configured.agree().join();
        assertThat(configured.key()).isEmpty();
    }

    private SharedSigningKey agreedServer(SigningKey configured) {
        var server = server(configured);
        server.agree().join();
        return server;
    }

    private SharedSigningKey server(SigningKey configured) {
        return new SharedSigningKey(bench.link, ScriptBench.KEYS, Optional.ofNullable(configured));
    }

    private String keyInRedis() {
        return bench.raw.get(key());
    }

    private static String key() {
        return ScriptBench.KEYS.signingKey();
    }
}
