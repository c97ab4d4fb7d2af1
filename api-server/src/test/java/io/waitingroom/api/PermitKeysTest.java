package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.waitingroom.testkit.EmbeddedRedis;
import io.waitingroom.testkit.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermitKeysTest {
    private static final String JWKS = "/api/waiting-room/jwks.json";
    private static final String KEYS = "waiting-room:{default}:permit-keys";

    private final TestApi api = TestApi.shared();

    @AutoClose
    private final TestRoom room = new TestRoom(api.redisUri);

    private final String id = api.join();
    private String permit;

    @BeforeEach
    void admit() {
        room.grant();
        permit = api.permit(id);
    }

    @Test
    void thePublicKeysArePublishedAndCacheable() throws Exception {
        var response = api.call("GET", JWKS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=60");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/jwk-set+json");
        // A rotation of another test may have left a second key.
        assertThat(JWKSet.parse(response.body()).getKeys())
                .anyMatch(key -> key.getKeyID().equals(keyOf(permit)))
                .noneMatch(key -> key.isPrivate());
        assertThat(isValid(api, permit)).isTrue();
    }

    @Test
    void allServersSignWithTheSameKeyAlsoAfterARestart() throws Exception {
        try (var another = new TestApi(api.redisUri).awaitReady()) {
            assertThat(isValid(another, permit)).isTrue();
            assertThat(keyOf(another.permit(id))).isEqualTo(keyOf(permit));
        }
        try (var restarted = new TestApi(api.redisUri).awaitReady()) {
            assertThat(isValid(restarted, permit)).isTrue();
        }
    }

    @Test
    void keysLostInRedisAreRestoredAndPermitsStayValid() throws Exception {
        var before = room.raw.hgetall(KEYS);
        TestRedis.emptied();
        await().until(() -> before.equals(room.raw.hgetall(KEYS)));
        assertThat(isValid(api, permit)).isTrue();
        try (var fresh = new TestApi(api.redisUri).awaitReady()) {
            assertThat(isValid(fresh, permit)).isTrue();
        }
    }

    @Test
    void aNewKeyIsPublishedBeforeItSignsAndTheOldOneStays() throws Exception {
        try (var first = new TestApi(api.redisUri).awaitReady()) {
            var oldKey = keyOf(permit);
            assertThat(rotate("--after=3s")).isZero();
            await().until(() -> published(first).size() == 2);
            assertThat(keyOf(first.permit(api.join(room)))).isEqualTo(oldKey);
            await().until(() -> !keyOf(first.permit(api.join(room))).equals(oldKey));
            assertThat(isValid(first, permit)).isTrue();
            assertThat(first.verify("Authorization", "Bearer " + permit).statusCode())
                    .isEqualTo(204);
        } finally {
            room.raw.del(KEYS);
        }
    }

    @Test
    void permitsOfARevokedKeyAreRefused() throws Exception {
        try (var server = new TestApi(api.redisUri).awaitReady()) {
            assertThat(server.verify("Authorization", "Bearer " + permit).statusCode())
                    .isEqualTo(204);
            var latest = server.permit(id);
            assertThat(KeysProgram.run("revoke", "--redis-uri=" + api.redisUri).exitCode())
                    .isZero();
            await().until(() ->
                    server.verify("Authorization", "Bearer " + permit).statusCode() == 401);
            assertThat(published(server)).hasSize(1).doesNotContain(keyOf(permit));
            assertThat(keyOf(server.permit(id))).isNotEqualTo(keyOf(latest));
        } finally {
            room.raw.del(KEYS);
        }
    }

    @Test
    void configuredKeysSignAndStayOutOfRedis(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("keys.json"), generated());
        var before = room.raw.hgetall(KEYS);
        try (var configured = new TestApi(api.redisUri, null, "--permit-key=" + file).awaitReady()) {
            var configuredPermit = configured.permit(id);
            assertThat(keyOf(configuredPermit)).isNotEqualTo(keyOf(permit));
            assertThat(isValid(configured, configuredPermit)).isTrue();
            // Permits of the fleet's keys stay valid on a server with configured keys.
            assertThat(isValid(configured, permit)).isTrue();
        }
        assertThat(room.raw.hgetall(KEYS)).isEqualTo(before);
    }

    @Test
    void aConfiguredKeyMayBeTextAndIsSufficient() throws Exception {
        try (var redis = EmbeddedRedis.start();
                var configured = new TestApi(redis.uri(), null, "--permit-key=" + generated()).awaitReady()) {
            assertThat(published(configured)).hasSize(1);
        }
    }

    private static String generated() {
        return KeysProgram.run("generate").output();
    }

    private int rotate(String after) {
        return KeysProgram.run("rotate", "--redis-uri=" + api.redisUri, after).exitCode();
    }

    private static List<String> published(TestApi server) throws Exception {
        return JWKSet.parse(server.call("GET", JWKS).body()).getKeys().stream()
                .map(key -> key.getKeyID())
                .toList();
    }

    private static String keyOf(String permit) {
        return PermitForge.read(permit).getHeader().getKeyID();
    }

    /** Verifies a permit as a service does that knows only the public keys. */
    private static boolean isValid(TestApi server, String permit) throws Exception {
        var keys = JWKSet.parse(server.call("GET", JWKS).body());
        var key = keys.getKeyByKeyId(keyOf(permit));
        JWSVerifier verifier = new ECDSAVerifier(key.toECKey());
        return PermitForge.read(permit).verify(verifier);
    }
}
