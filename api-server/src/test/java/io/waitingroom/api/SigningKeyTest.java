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
    private final String fleets = room.raw.get(KEY);

    @AfterEach
    void restore() {
        TestRedis.emptied(); // Without a room, a server takes whatever key there is.
        room.raw.set(KEY, fleets);
        await().until(() -> api.readiness.problems().isEmpty());
        room.close();
    }

    @Test
    void anIdOfOneServerIsGoodAtAnotherOfTheFleet() {
        try (var another = new TestApi(api.redisUri).awaitReady()) {
            assertThat(Body.of(another.look(id)).text("status")).isEqualTo("WAITING");
            assertThat(api.leave(another.join()).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void aServerWithAnotherKeyServesNobodyAndSaysSo() {
        try (var stranger = new TestApi(api.redisUri, SigningKey.random())) {
            await().until(() -> stranger.redis.trouble().isEmpty());
            await().until(() -> stranger.readiness.problems().toString().contains("not this server's"));
            assertRefuses(stranger);
        }
        assertThat(room.raw.get(KEY)).isEqualTo(fleets);
    }

    /** The others are no signing keys at all. */
    @ParameterizedTest
    @ValueSource(strings = {"another-key-that-is-long-enough-to-be-one", "short", ""})
    void aKeyThatWasReplacedStopsTheServerUntilItIsBack(String another) {
        api.sharedKey.agree().join(); // Knows by now of the room, which will still be there.
        room.raw.set(KEY, another);
        await().until(() -> !api.readiness.problems().isEmpty());
        assertThat(api.readiness.problems().toString()).contains("signing key");
        assertRefuses(api);
        room.raw.set(KEY, fleets);
        await().until(() -> api.readiness.problems().isEmpty());
        assertThat(api.look(id).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyThatWasLostIsPutBack() {
        room.raw.del(KEY);
        await().until(() -> fleets.equals(room.raw.get(KEY)));
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
