package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.redis.RoomKeys;
import io.waitingroom.room.RoomSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatAdviceTest {
    private final TestApi api = TestApi.shared();

    @Test
    void twoHeartbeatsMayGetLostBeforeASessionExpires() {
        try (var room = new TestRoom(api.redisUri, settings(Duration.ofMinutes(10), Duration.ofSeconds(45)))) {
            var id = api.join();
            assertThat(Body.of(api.look(id)).number("heartbeatAfterSeconds")).isEqualTo(200);
            assertAdvice(api.heartbeat(id), 200, 600);
            room.grant();
            assertAdvice(api.lookUncached(id), 15, 45);
            assertAdvice(api.heartbeat(id), 15, 45);
        }
    }

    @Test
    void shortTimesAreFractionsOfASecond() {
        try (var room = new TestRoom(api.redisUri, settings(Duration.ofSeconds(2), Duration.ofSeconds(6)))) {
            var id = api.join();
            assertThat(api.heartbeat(id).body()).contains("\"heartbeatAfterSeconds\":0.6,\"expiresInSeconds\":2,");
            room.grant();
            room.tick(Duration.ofMillis(5900));
            assertAdvice(api.lookUncached(id), 0.05, 0.1);
        }
    }

    @Test
    void aHeartbeatReturnsTheCadenceOfItsNewDeadline() {
        try (var room = new TestRoom(api.redisUri, settings(Duration.ofMinutes(15), Duration.ofSeconds(45)))) {
            var id = api.join();
            assertAdvice(api.heartbeat(id), 300, 900);
            room.raw.hset(RoomKeys.DEFAULT.room(), "waiting-ttl", "6000");
            assertAdvice(api.heartbeat(id), 2, 6);
        }
    }

    @Test
    void aRaisedTtlIsSentOnceTheShorterDeadlinesHavePassed() {
        try (var room = new TestRoom(api.redisUri, settings(Duration.ofSeconds(6), Duration.ofSeconds(45)))) {
            var id = api.join();
            assertThat(cadence(id)).isEqualTo(2);
            room.raw.hset(RoomKeys.DEFAULT.room(), "waiting-ttl", "900000");
            room.tick(Duration.ofSeconds(5));
            assertThat(cadence(api.join())).isEqualTo(2);
            assertThat(cadence(id)).isEqualTo(2);
            room.tick(Duration.ofSeconds(1));
            assertThat(cadence(api.join())).isEqualTo(300);
        }
    }

    @Test
    void theNextHeartbeatIsDueBeforeTheDeadline() {
        try (var room = new TestRoom(api.redisUri, settings(Duration.ofMinutes(10), Duration.ofSeconds(45)))) {
            var id = api.join();
            room.grant();
            room.tick(Duration.ofSeconds(37));
            assertAdvice(api.lookUncached(id), 4, 8);
        }
    }

    // A session that has just joined is answered from a snapshot that was read after its join.
    private double cadence(String id) {
        return Body.of(api.look(id)).number("heartbeatAfterSeconds");
    }

    @Test
    void anEndedSessionGetsNoHeartbeatAdvice() {
        try (var room = new TestRoom(api.redisUri)) {
            var left = api.join();
            var expired = api.join();
            api.leave(left);
            assertNoAdvice(api.look(left), "LEFT");
            room.tick(Duration.ofMinutes(15));
            assertNoAdvice(api.lookUncached(expired), "EXPIRED");
        }
    }

    private static RoomSettings settings(Duration waitingTtl, Duration activeTtl) {
        var defaults = RoomSettings.DEFAULTS;
        return new RoomSettings(
                1,
                1,
                defaults.rate(),
                waitingTtl,
                activeTtl,
                defaults.claimTtl(),
                defaults.maxActive(),
                defaults.retention(),
                defaults.audit());
    }

    private static void assertAdvice(HttpResponse<String> response, double heartbeatAfter, double expiresIn) {
        var body = Body.of(response);
        assertThat(body.number("heartbeatAfterSeconds")).isEqualTo(heartbeatAfter);
        assertThat(body.number("expiresInSeconds")).isEqualTo(expiresIn);
    }

    private static void assertNoAdvice(HttpResponse<String> response, String status) {
        assertThat(response.statusCode()).isEqualTo(200);
        var body = Body.of(response);
        assertThat(body.text("status")).isEqualTo(status);
        assertThat(body.has("heartbeatAfterSeconds")).isFalse();
        assertThat(body.has("expiresInSeconds")).isFalse();
    }
}
