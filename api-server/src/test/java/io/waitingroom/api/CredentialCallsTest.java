package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks heartbeats and leaves that prove the session with a credential, without an id in the path. */
class CredentialCallsTest {
    private final TestApi api = TestApi.shared();

    @AutoClose
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));

    private final String id = api.join();
    private String permit;

    @BeforeEach
    void admit() {
        room.grant();
        permit = api.permit(id);
    }

    private HttpResponse<String> call(String action, String... headers) {
        return api.call("POST", TestApi.SESSIONS + ":" + action, TestApi.NO_BODY, headers);
    }

    @Test
    void aHeartbeatWithAPermitRenewsItWithoutRevealingTheId() {
        room.tick(Duration.ofMinutes(9));
        var response = call("heartbeat", "Authorization", "Bearer " + permit);
        assertThat(response.statusCode()).isEqualTo(200);
        var body = Body.of(response);
        assertThat(body.number("expiresInSeconds")).isEqualTo(600);
        assertThat(body.has("permit")).isTrue();
        assertThat(response.body()).doesNotContain(id).doesNotContain("sessionId");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aBrowserGetsTheNewPermitInACookie() {
        var response = call("heartbeat", "Cookie", "waiting-room-session=" + id);
        var cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("waiting-room-permit=" + Body.of(response).text("permit") + ";")
                .contains("Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=1")
                .doesNotContain("Secure", "Domain");
        var overTls = call("heartbeat", "Cookie", "waiting-room-session=" + id, "X-Forwarded-Proto", "https");
        assertThat(overTls.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void aServiceEndsASessionWithThePermit() {
        assertThat(call("leave", "Authorization", "Bearer " + permit).statusCode())
                .isEqualTo(204);
        assertThat(Body.of(api.look(id)).text("status")).isEqualTo("LEFT");
        assertThat(call("leave", "Authorization", "Bearer " + permit).statusCode())
                .isEqualTo(204);
        Body.assertProblem(call("heartbeat", "Authorization", "Bearer " + permit), 409);
    }

    @Test
    void aLeaveDeletesThePermitCookie() {
        var response = call("leave", "Cookie", "waiting-room-permit=" + permit);
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("waiting-room-permit=;")
                .contains("Expires=Thu, 01 Jan 1970");
    }

    @Test
    void aCallWithoutAValidCredentialChangesNothing() {
        var before = room.dump();
        for (var action : new String[] {"heartbeat", "leave"}) {
            Body.assertProblem(call(action), 401);
            Body.assertProblem(call(action, "Authorization", "Bearer " + permit + "A"), 401);
            Body.assertProblem(api.call("GET", TestApi.SESSIONS + ":" + action), 405);
        }
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aHeartbeatOfAWaitingSessionReturnsItsStatus() {
        var second = api.join();
        var body = Body.of(call("heartbeat", "X-Waiting-Room-Session", second));
        assertThat(body.text("status")).isEqualTo("WAITING");
        assertThat(body.has("permit")).isFalse();
    }
}
