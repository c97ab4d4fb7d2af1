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

    private HttpResponse<String> by(String text) {
        return api.verify("Authorization", "Bearer " + text);
    }

    @Test
    void whoShowsNothingIsAskedFor() {
        var answer = api.verify();
        Body.assertProblem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"waiting-room\"");
        assertThat(room.figures().joins()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "..", "\u00e9.\u00e9.\u00e9"})
    void whatIsNoneOfOursIsNotGood(String text) {
        var answer = by(text);
        Body.assertProblem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
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
    void whoIsActivePassesHoweverTheyShowIt(String where) {
        var id = active();
        var permit = api.permit(id);
        var header = where.split(": ", 2);
        for (var text : new String[] {id, permit}) {
            var answer = api.verify(header[0], header[1] + text);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Waiting-Room-Subject"))
                    .contains(PermitForge.claims(permit).getSubject());
            assertThat(answer.headers()
                            .firstValueAsLong("Waiting-Room-Remaining")
                            .orElseThrow())
                    .isBetween(590L, 600L);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
    }

    @Test
    void whoWaitsIsKnownAndRefused() {
        active();
        Body.assertProblem(by(api.join()), 403);
    }

    @Test
    void whoseTurnItHasBecomeIsLetInAtOnce() {
        var id = api.join();
        Body.assertProblem(by(id), 403);
        room.grant();
        assertThat(by(id).statusCode()).isEqualTo(204);
    }

    @Test
    void whoLeftIsRefusedAtOnceWhateverTheirPermitSays() {
        var id = active();
        var permit = api.permit(id);
        assertThat(by(permit).statusCode()).isEqualTo(204);
        api.leave(id);
        Body.assertProblem(by(permit), 403);
        Body.assertProblem(by(id), 403);
    }

    @Test
    void whoLeftAtAnotherServerIsRefusedWithinHalfASecond() {
        var permit = api.permit(active());
        assertThat(by(permit).statusCode()).isEqualTo(204);
        try (var another = new TestApi(api.redisUri).awaitReady()) {
            another.call("POST", TestApi.SESSIONS + ":leave", TestApi.NO_BODY, "Authorization", "Bearer " + permit);
        }
        await().atMost(Duration.ofMillis(500)).until(() -> by(permit).statusCode() == 403);
    }

    @Test
    void whoseTimeIsUpIsRefused() {
        var permit = api.permit(active());
        room.tick(Duration.ofMinutes(11));
        Body.assertProblem(by(permit), 403);
    }

    @Test
    void whomRedisForgotIsNotKnown() {
        var permit = api.permit(active());
        room.raw.del(RoomKeys.DEFAULT.room());
        Body.assertProblem(by(permit), 401);
        TestRedis.emptied();
    }

    @Test
    void aCheckIsAHeartbeat() {
        var permit = api.permit(active());
        room.tick(Duration.ofMinutes(9));
        assertThat(by(permit).headers().firstValue("Waiting-Room-Remaining")).contains("600");
        room.tick(Duration.ofMinutes(9));
        await().until(() -> by(permit)
                .headers()
                .firstValue("Waiting-Room-Remaining")
                .orElse("")
                .equals("600"));
        assertThat(room.figures().active()).isEqualTo(1);
    }

    @Test
    void aTokenOfTheProtectedServiceItselfIsPassedOver() {
        var id = active();
        var answer = api.verify("Authorization", "Bearer its.own.token", "Cookie", "waiting-room-session=" + id);
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void theOneThatIsActivePassesWhateverElseTheBrowserHolds() {
        var first = active();
        var old = api.permit(first);
        api.leave(first);
        var second = active();
        var cookies = "waiting-room-permit=" + old + "; waiting-room-session=" + second;
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
    void aRequestForAWebSocketIsCheckedAsAnyOther(String key) {
        var refused = RawHttp.exchange(api, RawHttp.request("GET", TestApi.VERIFY, key));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).doesNotContainKey("set-cookie");
        var passed = RawHttp.exchange(
                api, RawHttp.request("GET", TestApi.VERIFY, key, "X-Waiting-Room-Session: " + active()));
        assertThat(passed.status()).isEqualTo(204);
    }

    @Test
    void aHeadOfThirtyTwoKilobytesIsBorneAndNoLongerOne() {
        var id = active();
        var fits = RawHttp.request(
                "GET", TestApi.VERIFY, "X-Waiting-Room-Session: " + id, "Cookie: x=" + "x".repeat(32_000));
        assertThat(RawHttp.exchange(api, fits).status()).isEqualTo(204);
        try (var raw = new RawHttp(api)) {
            var request = RawHttp.request("GET", TestApi.VERIFY, "Cookie: waiting-room-permit=" + "x".repeat(33_000));
            assertThat(raw.send(request).answer().status()).isEqualTo(431);
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
    void whateverCookiesStandBesideItOursIsFound(String cookies) {
        var answer = RawHttp.exchange(
                api, RawHttp.request("GET", TestApi.VERIFY, "Cookie: " + cookies.replace("SESSION", active())));
        assertThat(answer.status()).isEqualTo(204);
    }

    @Test
    void whoIsRefusedIsToldWhereToWait() {
        for (var answer : List.of(api.verify(), by("x"), by(api.join()))) {
            assertThat(answer.headers().firstValue("Waiting-Room-Page")).contains("/waiting-room");
            assertThat(Body.of(answer).text("waitingPage")).isEqualTo("/waiting-room");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void whatIsWantedMayFollowThePathByAnyMethod(String method) {
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
