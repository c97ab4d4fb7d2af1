package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks a server that has no key to sign permits. The fleet's only key has a format that this version cannot read. */
class NoPermitKeyTest {
    private static final String KEYS = "waiting-room:{default}:permit-keys";

    private final EmbeddedRedis redis = EmbeddedRedis.start();
    private final TestRoom room = new TestRoom(redis.uri(), TestRoom.capacity(1));
    private TestApi api;

    @BeforeEach
    void start() {
        room.raw.hset(KEYS, "of-another-version", "1:?");
        api = new TestApi(redis.uri());
        await().until(() -> api.readiness.problems().isEmpty());
    }

    @AfterEach
    void close() {
        api.close();
        room.close();
        redis.close();
    }

    @Test
    void theServerIsReadyAndReportsTheMissingKey() {
        assertThat(api.readiness.details().get("permits")).contains("no key");
        assertThat(gauge()).isZero();
        revoke();
        await().until(() -> gauge() == 1);
        assertThat(api.readiness.details()).doesNotContainKey("permits");
    }

    @Test
    void aWaitingSessionIsServed() throws Exception {
        api.join(room);
        var id = api.join();
        room.tick(Duration.ofMinutes(10));
        assertThat(Body.of(api.heartbeat(id)).number("expiresInSeconds")).isEqualTo(900);
        assertThat(Body.of(api.look(id)).text("status")).isEqualTo("WAITING");
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.next().number("position")).isEqualTo(1);
        }
        assertThat(api.verify("Cookie", "waiting-room-session=" + id).statusCode())
                .isEqualTo(403);
        assertThat(api.leave(id).statusCode()).isEqualTo(204);
    }

    @Test
    void anActiveSessionIsRenewedButGetsNoPermit() {
        var id = api.join(room);
        room.tick(Duration.ofMinutes(9));
        assertActiveWithoutPermit(api.heartbeat(id));
        room.tick(Duration.ofMinutes(9));
        assertActiveWithoutPermit(api.lookUncached(id));
        var cookie = "waiting-room-session=" + id;
        var renewed = api.call("POST", TestApi.SESSIONS + ":heartbeat", TestApi.NO_BODY, "Cookie", cookie);
        assertActiveWithoutPermit(renewed);
        assertThat(Body.of(renewed).number("expiresInSeconds")).isEqualTo(600);
        assertThat(api.verify("Cookie", cookie).statusCode()).isEqualTo(204);
    }

    private static void assertActiveWithoutPermit(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Body.of(response).text("status")).isEqualTo("ACTIVE");
        assertThat(Body.of(response).has("permit")).isFalse();
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void aStreamSendsThePermitOnceThereIsAKey() throws Exception {
        var id = api.join();
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.next().text("status")).isEqualTo("WAITING");
            room.grant();
            var event = stream.next();
            assertThat(event.text("status")).isEqualTo("ACTIVE");
            assertThat(event.has("permit")).isFalse();
            revoke();
            assertThat(stream.next().has("permit")).isTrue();
        }
    }

    @Test
    void thePageDoesNotContinueWithoutAPermit() {
        var browser = new PlainBrowser(api).send("join");
        room.grant();
        browser.send("go", "next", "/seats");
        assertThat(browser.status()).isEqualTo(503);
        assertThat(browser.header("Retry-After")).isEqualTo("2");
        revoke();
        await().until(() -> browser.send("go", "next", "/seats").status() == 303);
        assertThat(browser.header("Location")).isEqualTo("/seats");
    }

    @Test
    void requestsThatNeedAKeyAreUnavailable() {
        Body.assertProblem(api.call("GET", "/api/waiting-room/jwks.json"), 503);
        revoke();
        await().until(() -> gauge() == 1);
        var permit = api.permit(api.join(room));
        assertThat(api.verify("Authorization", "Bearer " + permit).statusCode()).isEqualTo(204);
        room.raw.hset(KEYS, Map.of("of-another-version", "4000000000000:", "another", "5000000000000:?"));
        await().until(() -> gauge() == 0);
        Body.assertProblem(api.verify("Authorization", "Bearer " + permit), 503);
    }

    @Test
    void failOpenLetsNoForgedPermitInWithoutAKey() {
        try (var failOpen = new TestApi(redis.uri(), null, "--fail-open")) {
            await().until(() -> failOpen.readiness.problems().isEmpty());
            var forgery = "A".repeat(40) + "." + "A".repeat(200) + "." + "A".repeat(86);
            Body.assertProblem(failOpen.verify("Authorization", "Bearer " + forgery), 503);
        }
    }

    /** Ends the unreadable key, so that the server generates one that it can read. */
    private void revoke() {
        room.raw.hset(KEYS, "of-another-version", "1:");
    }

    private double gauge() {
        return api.metrics.get("waitingroom.permit.key").gauge().value();
    }
}
