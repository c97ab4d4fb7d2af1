package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.Guarded.PAGE;
import static io.waitingroom.permit.check.Guarded.cookie;
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
    private final Guarded room = new Guarded();
    private final Origin origin = room.origin();

    @AfterEach
    void close() {
        room.close();
    }

    private static void assertSentToWait(Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith(PAGE + "?next=http%3A%2F%2Flocalhost");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEmpty();
    }

    private static void assertSentAway(Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Waiting-Room realm=\"default\", page=\"" + PAGE + "\"");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).contains("\"status\":401");
    }

    private static void assertReached(Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith(Origin.REACHED);
    }

    @Test
    void whoHasAPermitReachesTheService() {
        assertReached(origin.get("/seats", cookie(room.signer.permit())));
        assertReached(origin.call("POST", "/seats", cookie(room.signer.permit()), "Content-Length: 0"));
    }

    @Test
    void whoAsksForAPageWithoutOneIsSentToWaitAndComesBackToIt() {
        var answer =
                origin.get("/seats?row=3&seat=%C3%A4", "Host: tickets.example:8090", "Accept: text/html,*/*;q=0.8");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location"))
                .isEqualTo(PAGE + "?next=http%3A%2F%2Ftickets.example%3A8090%2Fseats%3Frow%3D3%26seat%3D%25C3%25A4");
    }

    @Test
    void aWaitingPageOfTheSameHostIsToldThePathAlone() {
        var same = room.origin("/waiting-room?lang=de", filter -> filter);
        assertThat(same.get("/seats?row=3").header("Location"))
                .isEqualTo("/waiting-room?lang=de&next=%2Fseats%3Frow%3D3");
        var absolute = room.origin("http://Localhost:80/waiting-room", filter -> filter);
        assertThat(absolute.get("/seats", "Host: localhost").header("Location"))
                .isEqualTo("http://Localhost:80/waiting-room?next=%2Fseats");
    }

    @Test
    void whatIsNoPageIsRefused() {
        for (var method : new String[] {"PUT", "DELETE", "OPTIONS", "PATCH", "BREW", "get"}) {
            assertThat(origin.call(method, "/seats", "Accept: text/html").status())
                    .as(method)
                    .isEqualTo(401);
        }
        assertSentAway(origin.call("POST", "/seats"));
        assertSentAway(origin.get("/seats.json", "Accept: application/json"));
        assertSentAway(origin.get("/seats", "Accept: text/html", "Sec-Fetch-Mode: cors"));
        assertSentAway(origin.get("/seats", "Accept: */*"));
        assertSentAway(origin.get("/seats", "Accept: text/html", "X-Requested-With: XMLHttpRequest"));
        assertSentAway(origin.get("/seats", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"));
        assertSentToWait(origin.get("/seats", "Accept: */*", "Sec-Fetch-Mode: navigate"));
        assertSentToWait(origin.get("/seats", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"));
        assertThat(origin.call("HEAD", "/seats", "Accept: text/html").status()).isEqualTo(303);
    }

    @Test
    void whatIsNoPageIsToldWhereThePageIs() {
        var answer = origin.get("/seats", "Sec-Fetch-Mode: cors");
        assertThat(answer.header("Waiting-Room-Page")).isEqualTo(PAGE);
        assertThat(answer.body()).contains("\"waitingPage\":\"" + PAGE + "\"");
    }

    @Test
    void aFormOfAnotherSiteComesWithoutCookiesAndIsLedToThePageWhichSaysSo() {
        for (var headers :
                new String[][] {{"Accept: text/html"}, {"Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}}) {
            var answer = origin.call("POST", "/seats", headers);
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo(PAGE + "?next=http%3A%2F%2Flocalhost%2Fseats&posted=1");
        }
        assertSentAway(origin.call("POST", "/seats", "Accept: text/html", "X-Requested-With: x"));
    }

    @Test
    void theCountOfRoundsIsTakenOffAgain() {
        var cookie = cookie(room.signer.permit());
        var answer = origin.get("/seats?row=3&waiting-room-round=2", cookie);
        assertThat(answer.header("Location")).isEqualTo("/seats?row=3");
        assertThat(origin.get("/seats?waiting-room-round=3", cookie).header("Location"))
                .isEqualTo("/seats");
        assertReached(origin.call("POST", "/seats?waiting-room-round=3", cookie));
        assertSentToWait(origin.get("/seats?waiting-room-round=2"));
    }

    @Test
    void aPreflightIsTheServicesToAnswer() {
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
        assertSentAway(origin.call("OPTIONS", "/seats", site));
        assertSentAway(origin.call("OPTIONS", "/seats", method));
        assertSentAway(origin.call("PUT", "/seats", site, method));
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
    void whateverCookiesStandBesideItThePermitIsFound(String cookies) {
        assertReached(origin.get("/seats", "Cookie: " + cookies.replace("PERMIT", room.signer.permit())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void aMethodThatAHeaderClaimsIsNotBelieved(String header) {
        assertSentAway(origin.call("POST", "/seats", header + ": GET"));
        assertSentToWait(origin.get("/seats", header + ": POST"));
        assertSentAway(origin.call("POST", "/seats?_method=GET"));
    }

    @Test
    void aWebsocketWithoutAPermitIsRefused() {
        assertSentAway(origin.get(
                "/live",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13"));
    }

    @Test
    void aPermitThatIsOverIsNone() {
        var token = room.signer.permit();
        room.time.pass(Duration.ofSeconds(130));
        assertSentToWait(origin.get("/seats", cookie(token)));
        assertSentAway(origin.call("DELETE", "/seats", cookie(token)));
    }

    @Test
    void anyValidOneOfSeveralCookiesLetsIn() {
        var good = room.signer.permit();
        var bad = new Signer(room.time).permit();
        assertReached(origin.get("/seats", cookie(bad + "; other=1; waiting-room-permit=" + good)));
        assertReached(origin.get("/seats", cookie(good), cookie(bad)));
        assertReached(origin.get("/seats", cookie("x"), cookie(""), cookie(good)));
        assertSentToWait(origin.get("/seats", cookie(bad + "; waiting-room-permit=x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {2049, 7000, 100_000})
    void aHugeCookieIsARefusal(int length) {
        assertThat(origin.get("/seats", cookie("x".repeat(length))).status()).isIn(303, 431);
        assertThat(origin.call("POST", "/seats", cookie("x".repeat(length))).status())
                .isIn(401, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u007f", "\"", "\"\\", "a,b", "ä", "=", "$Version=1; ;;"})
    void aGarbledCookieIsARefusal(String value) {
        assertThat(origin.get("/seats", cookie(value)).status()).isIn(303, 400);
    }

    @Test
    void aPermitElsewhereThanInTheCookieLetsNobodyIn() {
        var token = room.signer.permit();
        assertSentToWait(origin.get("/seats", "Authorization: Bearer " + token));
        assertSentToWait(origin.get("/seats", "Cookie: WAITING-ROOM-PERMIT=" + token));
        assertSentAway(origin.call("POST", "/seats?waiting-room-permit=" + token));
    }

    @Test
    void whereKeysCannotBeHadEverybodyIsAskedToTryAgain() {
        room.keys.close();
        var blind = room.origin();
        var answer = blind.get("/seats", cookie(room.signer.permit()));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(blind.call("POST", "/seats", cookie(room.signer.permit())).status())
                .isEqualTo(503);
        assertSentToWait(blind.get("/seats"));
    }

    @Test
    void aBoundPermitNeedsItsFingerprint() throws Exception {
        var bound = room.origin(PAGE, filter -> filter.fingerprintHeader("X-Fingerprint"));
        var hash = MessageDigest.getInstance("SHA-256").digest("mine".getBytes(StandardCharsets.UTF_8));
        var binding = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        var token = room.signer.permit(claims -> claims.claim("bnd", binding));
        assertReached(bound.get("/seats", cookie(token), "X-Fingerprint: mine"));
        assertSentToWait(bound.get("/seats", cookie(token), "X-Fingerprint: another"));
        assertSentToWait(bound.get("/seats", cookie(token)));
        assertSentToWait(bound.get("/seats", cookie(room.signer.permit()), "X-Fingerprint: mine"));
        assertSentToWait(origin.get("/seats", cookie(token), "X-Fingerprint: mine"));
    }
}
