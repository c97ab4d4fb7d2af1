package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.SigningKey;
import io.waitingroom.testkit.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    private static final String KEY = RoomKeys.DEFAULT.signingKey();

    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);
    private final String id = api.join();
    private final String fleetKey = room.raw.get(KEY);

    @AfterEach
    void restore() {
        TestRedis.emptied(); // Without a room, a server accepts any key.
        room.raw.set(KEY, fleetKey);
        await().until(() -> api.readiness.problems().isEmpty());
        room.close();
    }

    @Test
    void anIdIsValidAtEveryServerOfTheFleet() {
        try (var another = new TestApi(api.redisUri).awaitReady()) {
            assertThat(Body.of(another.look(id)).text("status")).isEqualTo("WAITING");
            assertThat(api.leave(another.join()).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void aServerWithAnotherKeyRefusesAllRequestsAndReportsWhy() {
        try (var foreign = new TestApi(api.redisUri, SigningKey.random())) {
            await().until(() -> foreign.redis.trouble().isEmpty());
            await().until(() -> foreign.readiness.problems().toString().contains("not this server's"));
            assertRefuses(foreign);
        }
        assertThat(room.raw.get(KEY)).isEqualTo(fleetKey);
    }

    /** The last two are no valid signing keys. */
    @ParameterizedTest
    @ValueSource(strings = {"another-key-that-is-long-enough-to-be-one", "short", ""})
    void aReplacedKeyStopsTheServerUntilItIsRestored(String another) {
        api.sharedKey.agree().join(); // Now the server knows the room, which will still exist.
        room.raw.set(KEY, another);
        await().until(() -> !api.readiness.problems().isEmpty());
        assertThat(api.readiness.problems().toString()).contains("signing key");
        assertRefuses(api);
        room.raw.set(KEY, fleetKey);
        await().until(() -> api.readiness.problems().isEmpty());
        assertThat(api.look(id).statusCode()).isEqualTo(200);
    }

    @Test
    void aLostKeyIsRestored() {
        room.raw.del(KEY);
        await().until(() -> fleetKey.equals(room.raw.get(KEY)));
        assertThat(api.look(id).statusCode()).isEqualTo(200);
    }

    @Test
    void idsOfAFormerKeyAreUnknown() {
        TestRedis.emptied();
        room.raw.set(KEY, "another-key-that-is-long-enough-to-be-one");
        try (var later = new TestApi(api.redisUri).awaitReady()) {
            Body.assertProblem(later.look(id), 404);
            assertThat(later.join()).isNotEqualTo(id);
        }
    }

    private void assertRefuses(TestApi server) {
        Body.assertProblem(server.post(TestApi.SESSIONS), 503);
        Body.assertProblem(server.look(id), 503);
        Body.assertProblem(server.heartbeat(id), 503);
        Body.assertProblem(server.leave(id), 503);
    }
}
