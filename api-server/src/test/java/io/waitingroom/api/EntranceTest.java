package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last step of waiting, with the permit that is handed over. */
class EntranceTest {
    private static final String SHOP = "https://shop.example.com";
    private static final TestApi API = TestApi.with("--allowed-next=" + SHOP);

    @AutoClose
    private final TestRoom room = new TestRoom(API.redisUri);

    private String id;

    @BeforeEach
    void join() {
        id = API.join();
        room.grant();
    }

    @AfterAll
    static void close() {
        API.close();
    }

    private HttpResponse<String> go(String next, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
        all.addAll(List.of(headers));
        var body = "next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return API.call("POST", "/waiting-room/go", BodyPublishers.ofString(body), all.toArray(String[]::new));
    }

    private HttpResponse<String> go(String next) {
        return go(next, "Cookie", "waiting-room-session=" + id);
    }

    @Test
    void onItsOwnHostThePermitIsInACookieThatScriptsCannotSee() {
        var answer = go("/seats?row=1");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/seats?row=1");
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
        var permit = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        assertThat(API.verify("Cookie", "waiting-room-permit=" + permit).statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seats", "/seats?row=1", "/seats#front", "/seats?row=1#front"})
    void anotherHostFindsAPermitInTheAddress(String path) {
        var where = go(SHOP + path).headers().firstValue("Location").orElseThrow();
        var permit = where.replaceFirst("^.*[?&]waiting-room-permit=([^#]*).*$", "$1");
        assertThat(where.replaceFirst("[?&]waiting-room-permit=[^#]*", "")).isEqualTo(SHOP + path);
        assertThat(API.verify("Authorization", "Bearer " + permit).statusCode()).isEqualTo(204);
    }

    @Test
    void noPermitIsHandedOverTwice() {
        assertThat(go(SHOP).headers().firstValue("Location"))
                .isNotEqualTo(go(SHOP).headers().firstValue("Location"));
    }

    @Test
    void aScriptIsToldWhereToGo() {
        var answer = go("/seats", "Accept", "application/json", "X-Waiting-Room-Session", id);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Body.of(answer).text("next")).isEqualTo("/seats");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("waiting-room-permit=");
    }

    @Test
    void nobodyIsHandedAPermitBeforeOrAfterTheirTurn() {
        API.leave(id);
        var gone = go(SHOP, "Accept", "application/json", "X-Waiting-Room-Session", id);
        assertThat(gone.statusCode()).isEqualTo(409);
        assertThat(Body.of(gone).text("sessionStatus")).isEqualTo("LEFT");
        var waiting = go(SHOP, "Accept", "application/json", "X-Waiting-Room-Session", API.join());
        assertThat(waiting.statusCode()).isEqualTo(200);
        assertThat(Body.of(waiting).has("next")).isFalse();
        var unknown = go(SHOP, "Accept", "application/json");
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (var answer : List.of(gone, waiting, unknown)) {
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(answer.body()).doesNotContain("permit");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "https://shop.example.com.evil.example/",
                "https://shop.example.com@evil.example/",
                "https://shop.example.com/?waiting-room-permit=x",
                "/seats?a=1&waiting-room-permit=x",
                "/seats?waiting%2Droom-permit=x",
                "javascript:alert(1)"
            })
    void aPermitGoesNowhereElse(String next) {
        var permit = "waiting-room-permit=";
        var answer = go(next);
        assertThat(answer.statusCode()).isEqualTo(303);
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches("/|/seats(\\?a=1)?|https://shop.example.com/(\\?.*)?");
        assertThat(location).doesNotContain(permit + "x").doesNotMatch(".*" + permit + ".*" + permit + ".*");
    }

    @Test
    void theScriptThatKeepsTheSlotMayBeIncludedAnywhere() {
        var answer = API.call("GET", "/waiting-room/keep.js");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
}
