package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.waitingroom.testkit.EmbeddedRedis;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that the servers of a fleet agree on the keys after a revocation or rotation, also long afterwards. */
class RevokedKeysTest {
    /** The time for which a key stays after the next one: a permit's lifetime, and 70 s for clocks and servers that are late. */
    private static final Duration KEY_RETENTION = Duration.ofSeconds(120 + 70);

    private static final String KEYS = "waiting-room:{default}:permit-keys";

    private final EmbeddedRedis redis = EmbeddedRedis.start();
    private final TestRoom room = new TestRoom(redis.uri());
    private final TestApi one = new TestApi(redis.uri()).awaitReady();
    private final TestApi other = new TestApi(redis.uri()).awaitReady();
    private String id;
    private String oldKey;

    @BeforeEach
    void admit() {
        id = one.join(room);
        oldKey = keyOf(one.permit(id));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        room.close();
        redis.close();
    }

    @Test
    void aRevokeDuringARotationLeavesOneNewKey() {
        run("rotate", "--after=6s");
        run("revoke");
        assertAllServersSignWithTheSameNewKey();
        advancePastTheKeyRetention();
        assertAllServersSignWithTheSameNewKey();
    }

    @Test
    void aRevokeTakesEffectAndLastsIfTheRedisClockIsBehind() {
        advance(Duration.ofHours(-1));
        run("revoke");
        assertAllServersSignWithTheSameNewKey();
        advancePastTheKeyRetention();
        assertAllServersSignWithTheSameNewKey();
    }

    @Test
    void aRotationEndsWithTheNewKeyIfTheRedisClockIsBehind() {
        advance(Duration.ofHours(-1));
        run("rotate", "--after=100ms");
        agree();
        assertThat(published(one)).hasSize(2).contains(oldKey);
        assertThat(keyOf(one.permit(one.join(room)))).isEqualTo(oldKey);
        advancePastTheKeyRetention();
        assertAllServersSignWithTheSameNewKey();
    }

    @Test
    void aFleetWithOnlyEndedKeysGeneratesANewOne() {
        changeKeys((from, text) -> from + ":");
        assertAllServersSignWithTheSameNewKey();
    }

    /** Checks the existing servers and one that starts only now. */
    private void assertAllServersSignWithTheSameNewKey() {
        try (var fresh = new TestApi(redis.uri())) {
            await().until(() -> fresh.readiness.problems().isEmpty());
            agree();
            var key = keyOf(one.permit(id));
            assertThat(key).isNotEqualTo(oldKey);
            await().untilAsserted(() -> assertThat(Stream.of(one, other, fresh)).allSatisfy(server -> {
                assertThat(server.readiness.problems()).isEmpty();
                assertThat(published(server)).containsExactly(key);
                var permit = server.permit(server.join(room));
                assertThat(keyOf(permit)).isEqualTo(key);
                assertThat(one.verify("Authorization", "Bearer " + permit).statusCode())
                        .isEqualTo(204);
            }));
        }
    }

    /** Synchronises each server twice, in turn. If one drops a key that another still knows, the other has restored it by then. */
    private void agree() {
        Stream.of(one, other, one, other)
                .forEach(server -> server.permitKeys.agree().join());
    }

    // The servers read the new times before any key is dropped. Otherwise they could restore the old ones.
    private void advancePastTheKeyRetention() {
        var end = now() + 1000;
        var last = room.raw.hvals(KEYS).stream()
                .mapToLong(value -> Long.parseLong(value.split(":")[0]))
                .max();
        advance(Duration.ofMillis(last.orElseThrow() + KEY_RETENTION.toMillis() - end));
        agree();
        await().until(() -> now() > end);
        agree();
    }

    private long now() {
        var time = room.raw.time();
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }

    /** Advances the time by the clock of Redis: moves the starts of all keys into the past. */
    private void advance(Duration time) {
        changeKeys((from, text) -> from - time.toMillis() + ":" + text);
    }

    private void changeKeys(BiFunction<Long, String, String> change) {
        var keys = new TreeMap<>(room.raw.hgetall(KEYS));
        keys.replaceAll((name, value) -> {
            var parts = value.split(":", 2);
            return change.apply(Long.valueOf(parts[0]), parts[1]);
        });
        room.raw.hset(KEYS, keys);
    }

    private void run(String... arguments) {
        var all = Stream.concat(Stream.of(arguments), Stream.of("--redis-uri=" + redis.uri()));
        assertThat(KeysProgram.run(all.toArray(String[]::new)).exitCode()).isZero();
    }

    private static List<String> published(TestApi server) {
        try {
            var keys = server.call("GET", "/api/waiting-room/jwks.json").body();
            return JWKSet.parse(keys).getKeys().stream().map(JWK::getKeyID).toList();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String keyOf(String permit) {
        return PermitForge.read(permit).getHeader().getKeyID();
    }
}
