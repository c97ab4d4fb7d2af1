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

/** Checks the step on from the page to the destination, which hands the permit over. */
class ContinuationTest {
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
    void onTheOwnHostThePermitIsInAnHttpOnlyCookie() {
        var response = go("/seats?row=1");
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains("/seats?row=1");
        var cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
        var permit = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        assertThat(API.verify("Cookie", "waiting-room-permit=" + permit).statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seats", "/seats?row=1", "/seats#front", "/seats?row=1#front"})
    void anotherHostGetsThePermitInTheUrl(String path) {
        var location = go(SHOP + path).headers().firstValue("Location").orElseThrow();
        var permit = location.replaceFirst("^.*[?&]waiting-room-permit=([^#]*).*$", "$1");
        assertThat(location.replaceFirst("[?&]waiting-room-permit=[^#]*", "")).isEqualTo(SHOP + path);
        assertThat(API.verify("Authorization", "Bearer " + permit).statusCode()).isEqualTo(204);
    }

    @Test
    void eachContinuationGetsItsOwnPermit() {
        assertThat(go(SHOP).headers().firstValue("Location"))
                .isNotEqualTo(go(SHOP).headers().firstValue("Location"));
    }

    @Test
    void aScriptGetsTheDestinationAsJson() {
        var response = go("/seats", "Accept", "application/json", "X-Waiting-Room-Session", id);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Body.of(response).text("next")).isEqualTo("/seats");
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("waiting-room-permit=");
    }

    @Test
    void onlyAnActiveSessionGetsAPermit() {
        API.leave(id);
        var left = go(SHOP, "Accept", "application/json", "X-Waiting-Room-Session", id);
        assertThat(left.statusCode()).isEqualTo(409);
        assertThat(Body.of(left).text("sessionStatus")).isEqualTo("LEFT");
        var waiting = go(SHOP, "Accept", "application/json", "X-Waiting-Room-Session", API.join());
        assertThat(waiting.statusCode()).isEqualTo(200);
        assertThat(Body.of(waiting).has("next")).isFalse();
        var unknown = go(SHOP, "Accept", "application/json");
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (var response : List.of(left, waiting, unknown)) {
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(response.body()).doesNotContain("permit");
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
    void aPermitIsNotSentToOtherDestinations(String next) {
        var permit = "waiting-room-permit=";
        var response = go(next);
        assertThat(response.statusCode()).isEqualTo(303);
        var location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches("/|/seats(\\?a=1)?|https://shop.example.com/(\\?.*)?");
        assertThat(location).doesNotContain(permit + "x").doesNotMatch(".*" + permit + ".*" + permit + ".*");
    }

    @Test
    void theKeepScriptMayBeIncludedFromAnyOrigin() {
        var response = API.call("GET", "/waiting-room/keep.js");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("cross-origin");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
}
