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

/** A fleet whose keys are revoked, and what its servers agree on long afterwards. */
class RevokedKeysTest {
    /** As long as a permit is good, and 70 s for clocks and servers that are late. */
    private static final Duration STAY = Duration.ofSeconds(120 + 70);

    private static final String KEYS = "waiting-room:{default}:permit-keys";

    private final EmbeddedRedis redis = EmbeddedRedis.start();
    private final TestRoom room = new TestRoom(redis.uri());
    private final TestApi one = new TestApi(redis.uri()).awaitReady();
    private final TestApi other = new TestApi(redis.uri()).awaitReady();
    private String id;
    private String old;

    @BeforeEach
    void letIn() {
        id = one.join(room);
        old = keyOf(one.permit(id));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        room.close();
        redis.close();
    }

    @Test
    void aRotationThatIsRevokedAtOnceCostsNobodyTheirPermit() {
        run("rotate", "--after=6s");
        run("revoke");
        assertEverybodySignsWithTheSameNewKey();
        passesUntilTheLastKeyHasSignedForLong();
        assertEverybodySignsWithTheSameNewKey();
    }

    @Test
    void aRevokeOnARedisWhoseClockIsBehindSignsAtOnceAndLasts() {
        passes(Duration.ofHours(-1));
        run("revoke");
        assertEverybodySignsWithTheSameNewKey();
        passesUntilTheLastKeyHasSignedForLong();
        assertEverybodySignsWithTheSameNewKey();
    }

    @Test
    void aRotationOnARedisWhoseClockIsBehindEndsWithTheNewKey() {
        passes(Duration.ofHours(-1));
        run("rotate", "--after=100ms");
        agree();
        assertThat(published(one)).hasSize(2).contains(old);
        assertThat(keyOf(one.permit(one.join(room)))).isEqualTo(old);
        passesUntilTheLastKeyHasSignedForLong();
        assertEverybodySignsWithTheSameNewKey();
    }

    @Test
    void aFleetOfWhoseKeysOnlyTheNamesAreLeftMakesAnother() {
        change((from, text) -> from + ":");
        assertEverybodySignsWithTheSameNewKey();
    }

    /** The servers that were there, and one that starts only now. */
    private void assertEverybodySignsWithTheSameNewKey() {
        try (var fresh = new TestApi(redis.uri())) {
            await().until(() -> fresh.readiness.problems().isEmpty());
            agree();
            var key = keyOf(one.permit(id));
            assertThat(key).isNotEqualTo(old);
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

    /** Twice each, in turn: whatever one of them drops, the others have put back by then. */
    private void agree() {
        Stream.of(one, other, one, other)
                .forEach(server -> server.permitKeys.agree().join());
    }

    // Of which the servers know while nothing is dropped yet: they must not put back what they knew before.
    private void passesUntilTheLastKeyHasSignedForLong() {
        var end = now() + 1000;
        var last = room.raw.hvals(KEYS).stream()
                .mapToLong(value -> Long.parseLong(value.split(":")[0]))
                .max();
        passes(Duration.ofMillis(last.orElseThrow() + STAY.toMillis() - end));
        agree();
        await().until(() -> now() > end);
        agree();
    }

    private long now() {
        var time = room.raw.time();
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }

    /** By Redis's clock: all moments that it was told of are so much longer ago. */
    private void passes(Duration time) {
        change((from, text) -> from - time.toMillis() + ":" + text);
    }

    private void change(BiFunction<Long, String, String> change) {
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
