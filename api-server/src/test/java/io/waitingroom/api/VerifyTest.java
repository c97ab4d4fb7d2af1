package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.redis.RoomKeys;
import io.waitingroom.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));

    @AfterEach
    void close() {
        room.close();
    }

    private String active() {
        var id = api.join();
        assertThat(room.grant()).isEqualTo(1);
        return id;
    }

    private HttpResponse<String> verifyBearer(String text) {
        return api.verify("Authorization", "Bearer " + text);
    }

    @Test
    void aRequestWithoutACredentialIsChallenged() {
        var response = api.verify();
        Body.assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"waiting-room\"");
        assertThat(room.figures().joins()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "..", "\u00e9.\u00e9.\u00e9"})
    void aForeignTokenIsInvalid(String text) {
        var response = verifyBearer(text);
        Body.assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer ",
                "authorization: bEARER ",
                "X-Waiting-Room-Session: ",
                "Cookie: other=1; waiting-room-session=",
                "Cookie: waiting-room-permit="
            })
    void anActiveSessionPassesWithAnyCredential(String template) {
        var id = active();
        var permit = api.permit(id);
        var header = template.split(": ", 2);
        for (var text : new String[] {id, permit}) {
            var response = api.verify(header[0], header[1] + text);
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.headers().firstValue("Waiting-Room-Subject"))
                    .contains(PermitForge.claims(permit).getSubject());
            assertThat(response.headers()
                            .firstValueAsLong("Waiting-Room-Remaining")
                            .orElseThrow())
                    .isBetween(590L, 600L);
            assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
    }

    @Test
    void aWaitingSessionIsRefused() {
        active();
        Body.assertProblem(verifyBearer(api.join()), 403);
    }

    @Test
    void aGrantedSessionPassesAtOnce() {
        var id = api.join();
        Body.assertProblem(verifyBearer(id), 403);
        room.grant();
        assertThat(verifyBearer(id).statusCode()).isEqualTo(204);
    }

    @Test
    void aSessionThatLeftIsRefusedAtOnceDespiteItsPermit() {
        var id = active();
        var permit = api.permit(id);
        assertThat(verifyBearer(permit).statusCode()).isEqualTo(204);
        api.leave(id);
        Body.assertProblem(verifyBearer(permit), 403);
        Body.assertProblem(verifyBearer(id), 403);
    }

    @Test
    void aLeaveAtAnotherServerTakesEffectWithinHalfASecond() {
        var permit = api.permit(active());
        assertThat(verifyBearer(permit).statusCode()).isEqualTo(204);
        try (var another = new TestApi(api.redisUri).awaitReady()) {
            another.call("POST", TestApi.SESSIONS + ":leave", TestApi.NO_BODY, "Authorization", "Bearer " + permit);
        }
        await().atMost(Duration.ofMillis(500)).until(() -> verifyBearer(permit).statusCode() == 403);
    }

    @Test
    void anExpiredSessionIsRefused() {
        var permit = api.permit(active());
        room.tick(Duration.ofMinutes(11));
        Body.assertProblem(verifyBearer(permit), 403);
    }

    @Test
    void aSessionLostInRedisIsUnknown() {
        var permit = api.permit(active());
        room.raw.del(RoomKeys.DEFAULT.room());
        Body.assertProblem(verifyBearer(permit), 401);
        TestRedis.emptied();
    }

    @Test
    void aCheckIsAHeartbeat() {
        var permit = api.permit(active());
        room.tick(Duration.ofMinutes(9));
        assertThat(verifyBearer(permit).headers().firstValue("Waiting-Room-Remaining"))
                .contains("600");
        room.tick(Duration.ofMinutes(9));
        await().until(() -> verifyBearer(permit)
                .headers()
                .firstValue("Waiting-Room-Remaining")
                .orElse("")
                .equals("600"));
        assertThat(room.figures().active()).isEqualTo(1);
    }

    @Test
    void aTokenOfTheProtectedServiceIsIgnored() {
        var id = active();
        var response = api.verify("Authorization", "Bearer its.own.token", "Cookie", "waiting-room-session=" + id);
        assertThat(response.statusCode()).isEqualTo(204);
    }

    @Test
    void anActiveSessionPassesDespiteOtherCookies() {
        var first = active();
        var oldPermit = api.permit(first);
        api.leave(first);
        var second = active();
        var cookies = "waiting-room-permit=" + oldPermit + "; waiting-room-session=" + second;
        assertThat(api.verify("Cookie", cookies).statusCode()).isEqualTo(204);
        var many = "waiting-room-session=x; ".repeat(3) + "waiting-room-session=" + second;
        assertThat(api.verify("Cookie", many).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
            })
    void aWebSocketRequestIsCheckedLikeAnyOther(String key) {
        var refused = RawHttp.exchange(api, RawHttp.request("GET", TestApi.VERIFY, key));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).doesNotContainKey("set-cookie");
        var passed = RawHttp.exchange(
                api, RawHttp.request("GET", TestApi.VERIFY, key, "X-Waiting-Room-Session: " + active()));
        assertThat(passed.status()).isEqualTo(204);
    }

    @Test
    void requestHeadersMayHave32KilobytesAndNoMore() {
        var id = active();
        var fits = RawHttp.request(
                "GET", TestApi.VERIFY, "X-Waiting-Room-Session: " + id, "Cookie: x=" + "x".repeat(32_000));
        assertThat(RawHttp.exchange(api, fits).status()).isEqualTo(204);
        try (var raw = new RawHttp(api)) {
            var request = RawHttp.request("GET", TestApi.VERIFY, "Cookie: waiting-room-permit=" + "x".repeat(33_000));
            assertThat(raw.send(request).response().status()).isEqualTo(431);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=\"abc; waiting-room-session=SESSION",
                "x=\"abc; waiting-room-session=SESSION; y=\"",
                "=; ;;x;waiting-room-session=SESSION",
                "x={\"a\":\"b,c\"}; waiting-room-session=SESSION; y=a b",
                "waiting-room-session=x\"; waiting-room-session=; waiting-room-session=SESSION"
            })
    void theSessionCookieIsFoundAmongMalformedCookies(String cookies) {
        var response = RawHttp.exchange(
                api, RawHttp.request("GET", TestApi.VERIFY, "Cookie: " + cookies.replace("SESSION", active())));
        assertThat(response.status()).isEqualTo(204);
    }

    @Test
    void aRefusalNamesTheWaitingPage() {
        for (var response : List.of(api.verify(), verifyBearer("x"), verifyBearer(api.join()))) {
            assertThat(response.headers().firstValue("Waiting-Room-Page")).contains("/waiting-room");
            assertThat(Body.of(response).text("waitingPage")).isEqualTo("/waiting-room");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void theOriginalPathMayBeAppendedWithAnyMethod(String method) {
        var id = active();
        var path = TestApi.VERIFY + "/seats/12";
        assertThat(api.call(
                                method,
                                path,
                                TestApi.NO_BODY,
                                "Cookie",
                                "waiting-room-session=" + id,
                                "Origin",
                                "https://shop.example")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.call(method, path).statusCode()).isEqualTo(401);
    }
}
