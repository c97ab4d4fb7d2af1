package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.TestRoom.PAGE;
import static io.waitingroom.permit.check.TestRoom.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermitFilterTest {
    private final TestRoom room = new TestRoom();
    private final Origin origin = room.origin();

    @AfterEach
    void close() {
        room.close();
    }

    private static void assertRedirectedToWaitingPage(RawHttp.Response response) {
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).startsWith(PAGE + "?next=http%3A%2F%2Flocalhost");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).isEmpty();
    }

    private static void assertUnauthorized(RawHttp.Response response) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate"))
                .isEqualTo("Waiting-Room realm=\"default\", page=\"" + PAGE + "\"");
        assertThat(response.header("Content-Type")).startsWith("application/problem+json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).contains("\"status\":401");
    }

    private static void assertReached(RawHttp.Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).startsWith(Origin.REACHED);
    }

    @Test
    void requestWithPermitReachesTheService() {
        assertReached(origin.get("/seats", cookie(room.signer.permit())));
        assertReached(origin.call("POST", "/seats", cookie(room.signer.permit()), "Content-Length: 0"));
    }

    @Test
    void visitWithoutPermitIsRedirectedToTheWaitingPage() {
        var response =
                origin.get("/seats?row=3&seat=%C3%A4", "Host: tickets.example:8090", "Accept: text/html,*/*;q=0.8");
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location"))
                .isEqualTo(PAGE + "?next=http%3A%2F%2Ftickets.example%3A8090%2Fseats%3Frow%3D3%26seat%3D%25C3%25A4");
    }

    @Test
    void waitingPageOfTheSameHostGetsThePathOnly() {
        var same = room.origin("/waiting-room?lang=de", filter -> filter);
        assertThat(same.get("/seats?row=3").header("Location"))
                .isEqualTo("/waiting-room?lang=de&next=%2Fseats%3Frow%3D3");
        var absolute = room.origin("http://Localhost:80/waiting-room", filter -> filter);
        assertThat(absolute.get("/seats", "Host: localhost").header("Location"))
                .isEqualTo("http://Localhost:80/waiting-room?next=%2Fseats");
    }

    @Test
    void requestForNoPageIsUnauthorized() {
        for (var method : new String[] {"PUT", "DELETE", "OPTIONS", "PATCH", "BREW", "get"}) {
            assertThat(origin.call(method, "/seats", "Accept: text/html").status())
                    .as(method)
                    .isEqualTo(401);
        }
        assertUnauthorized(origin.call("POST", "/seats"));
        assertUnauthorized(origin.get("/seats.json", "Accept: application/json"));
        assertUnauthorized(origin.get("/seats", "Accept: text/html", "Sec-Fetch-Mode: cors"));
        assertUnauthorized(origin.get("/seats", "Accept: */*"));
        assertUnauthorized(origin.get("/seats", "Accept: text/html", "X-Requested-With: XMLHttpRequest"));
        assertUnauthorized(origin.get("/seats", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"));
        assertRedirectedToWaitingPage(origin.get("/seats", "Accept: */*", "Sec-Fetch-Mode: navigate"));
        assertRedirectedToWaitingPage(origin.get("/seats", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"));
        assertThat(origin.call("HEAD", "/seats", "Accept: text/html").status()).isEqualTo(303);
    }

    @Test
    void refusalNamesTheWaitingPage() {
        var response = origin.get("/seats", "Sec-Fetch-Mode: cors");
        assertThat(response.header("Waiting-Room-Page")).isEqualTo(PAGE);
        assertThat(response.body()).contains("\"waitingPage\":\"" + PAGE + "\"");
    }

    @Test
    void crossSiteFormIsRedirectedWithPostedFlag() {
        for (var headers :
                new String[][] {{"Accept: text/html"}, {"Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}}) {
            var response = origin.call("POST", "/seats", headers);
            assertThat(response.status()).isEqualTo(303);
            assertThat(response.header("Location")).isEqualTo(PAGE + "?next=http%3A%2F%2Flocalhost%2Fseats&posted=1");
        }
        assertUnauthorized(origin.call("POST", "/seats", "Accept: text/html", "X-Requested-With: x"));
    }

    @Test
    void redirectCounterIsRemovedFromTheAddress() {
        var cookie = cookie(room.signer.permit());
        var response = origin.get("/seats?row=3&waiting-room-round=2", cookie);
        assertThat(response.header("Location")).isEqualTo("/seats?row=3");
        assertThat(origin.get("/seats?waiting-room-round=3", cookie).header("Location"))
                .isEqualTo("/seats");
        assertReached(origin.call("POST", "/seats?waiting-room-round=3", cookie));
        assertRedirectedToWaitingPage(origin.get("/seats?waiting-room-round=2"));
    }

    @Test
    void preflightIsPassedToTheService() {
        var site = "Origin: https://shop.example";
        var method = "Access-Control-Request-Method: PUT";
        assertReached(origin.call("OPTIONS", "/seats", site, method));
        assertThat(origin.call("OPTIONS", "/seats", site, method, cookie(room.signer.permit()))
                        .body())
                .startsWith(Origin.REACHED + " null");
        assertThat(origin.call(
                                "OPTIONS",
                                "/seats",
                                site,
                                method,
                                "Cookie: login=1",
                                "Authorization: x",
                                "X-HTTP-Method-Override: POST")
                        .body())
                .contains("shown: []");
        assertUnauthorized(origin.call("OPTIONS", "/seats", site));
        assertUnauthorized(origin.call("OPTIONS", "/seats", method));
        assertUnauthorized(origin.call("PUT", "/seats", site, method));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=\"abc; waiting-room-permit=PERMIT",
                "x=\"abc; waiting-room-permit=PERMIT; y=\"",
                "=; ;;x;waiting-room-permit=PERMIT",
                "x={\"a\":\"b,c\"}; waiting-room-permit=PERMIT; y=a b\tc",
                "waiting-room-permit=\"; waiting-room-permit=; waiting-room-permit=PERMIT"
            })
    void permitIsFoundAmongOtherCookies(String cookies) {
        assertReached(origin.get("/seats", "Cookie: " + cookies.replace("PERMIT", room.signer.permit())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void methodOverrideHeaderIsIgnored(String header) {
        assertUnauthorized(origin.call("POST", "/seats", header + ": GET"));
        assertRedirectedToWaitingPage(origin.get("/seats", header + ": POST"));
        assertUnauthorized(origin.call("POST", "/seats?_method=GET"));
    }

    @Test
    void webSocketWithoutPermitIsRefused() {
        assertUnauthorized(origin.get(
                "/live",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13"));
    }

    @Test
    void expiredPermitIsRefused() {
        var token = room.signer.permit();
        room.time.pass(Duration.ofSeconds(130));
        assertRedirectedToWaitingPage(origin.get("/seats", cookie(token)));
        assertUnauthorized(origin.call("DELETE", "/seats", cookie(token)));
    }

    @Test
    void anyValidPermitOfSeveralCookiesCounts() {
        var good = room.signer.permit();
        var bad = new Signer(room.time).permit();
        assertReached(origin.get("/seats", cookie(bad + "; other=1; waiting-room-permit=" + good)));
        assertReached(origin.get("/seats", cookie(good), cookie(bad)));
        assertReached(origin.get("/seats", cookie("x"), cookie(""), cookie(good)));
        assertRedirectedToWaitingPage(origin.get("/seats", cookie(bad + "; waiting-room-permit=x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {2049, 7000, 100_000})
    void hugeCookieIsRefused(int length) {
        assertThat(origin.get("/seats", cookie("x".repeat(length))).status()).isIn(303, 431);
        assertThat(origin.call("POST", "/seats", cookie("x".repeat(length))).status())
                .isIn(401, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u007f", "\"", "\"\\", "a,b", "ä", "=", "$Version=1; ;;"})
    void garbledCookieIsRefused(String value) {
        assertThat(origin.get("/seats", cookie(value)).status()).isIn(303, 400);
    }

    @Test
    void permitOutsideTheCookieIsIgnored() {
        var token = room.signer.permit();
        assertRedirectedToWaitingPage(origin.get("/seats", "Authorization: Bearer " + token));
        assertRedirectedToWaitingPage(origin.get("/seats", "Cookie: WAITING-ROOM-PERMIT=" + token));
        assertUnauthorized(origin.call("POST", "/seats?waiting-room-permit=" + token));
    }

    @Test
    void missingKeysGive503WithRetryAfter() {
        room.keys.close();
        var withoutKeys = room.origin();
        var response = withoutKeys.get("/seats", cookie(room.signer.permit()));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(withoutKeys
                        .call("POST", "/seats", cookie(room.signer.permit()))
                        .status())
                .isEqualTo(503);
        assertRedirectedToWaitingPage(withoutKeys.get("/seats"));
    }

    @Test
    void boundPermitNeedsItsFingerprint() throws Exception {
        var bound = room.origin(PAGE, filter -> filter.fingerprintHeader("X-Fingerprint"));
        var hash = MessageDigest.getInstance("SHA-256").digest("mine".getBytes(StandardCharsets.UTF_8));
        var binding = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        var token = room.signer.permit(claims -> claims.claim("bnd", binding));
        assertReached(bound.get("/seats", cookie(token), "X-Fingerprint: mine"));
        assertRedirectedToWaitingPage(bound.get("/seats", cookie(token), "X-Fingerprint: another"));
        assertRedirectedToWaitingPage(bound.get("/seats", cookie(token)));
        assertRedirectedToWaitingPage(bound.get("/seats", cookie(room.signer.permit()), "X-Fingerprint: mine"));
        assertRedirectedToWaitingPage(origin.get("/seats", cookie(token), "X-Fingerprint: mine"));
    }
}
