package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.Sale;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ordinary people, browsers and services send, and no way in front may break. */
abstract class Permeable extends Guarded {
    private static final String PREFLIGHT_METHOD = "Access-Control-Request-Method: PUT";
    private static final String SITE = "Origin: https://shop.example";

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000, 1_000_000})
    void aBodyThatTheServiceTakesGetsThere(int bytes) {
        var body = "x".repeat(bytes);
        var length = Origin.LENGTH + ": " + bytes;
        assertThat(insider().post("/seats", body, length).isFromInside()).isTrue();
        assertThat(insider()
                        .post("/seats", body, length, "Expect: 100-continue")
                        .isFromInside())
                .isTrue();
        assertThat(insider().chunked("/seats", body, length).isFromInside()).isTrue();
        // What is refused before a long body has come may cost its sender the answer.
        assertThat(browser()
                        .post("/seats", body.substring(0, Math.min(bytes, 5_000)))
                        .status())
                .isEqualTo(401);
    }

    // Of another application at the same host.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=\"abc; waiting-room-permit=PERMIT",
                "x=\"abc; waiting-room-permit=PERMIT; y=\"",
                "=; ;;x; waiting-room-permit=PERMIT",
                "x={\"a\":\"b,c\"}; waiting-room-permit=PERMIT; y=a b",
                "x=a\\\"; waiting-room-permit=PERMIT",
                "x=\u00e9; waiting-room-permit=PERMIT",
                "x=waiting-room-permit=1; waiting-room-permit=PERMIT",
                "waiting-room-permit2=x; waiting-room-permit=PERMIT",
                "$Version=1; waiting-room-permit=PERMIT; $Path=/"
            })
    void whateverCookiesStandBesideItThePermitIsFound(String cookies) {
        var answer = browser().get("/seats", "Cookie: " + cookies.replace("PERMIT", permit()));
        assertThat(answer.isFromInside()).as(answer.toString()).isTrue();
    }

    @Test
    void ofSeveralPermitsTheFirstThatIsGoodCounts() {
        Assumptions.assumeTrue(looksAtAllCookies(), "it looks at the first cookie of a name alone");
        var cookies = "waiting-room-permit=x.y.z; waiting-room-permit=; waiting-room-permit=" + permit();
        assertThat(browser().get("/seats", "Cookie: " + cookies).isFromInside()).isTrue();
    }

    @Test
    void aHeadThatTheServiceBearsIsNoTrouble() {
        var cookies = "Cookie: waiting-room-permit=" + permit() + "; other=" + "x".repeat(6_000);
        var token = "Authorization: Bearer " + "y".repeat(3_000);
        assertThat(browser().get("/seats", cookies, token).isFromInside()).isTrue();
        var longCookie = "Cookie: waiting-room-permit=" + permit() + "; other=" + "x".repeat(9_000);
        assertThat(browser().get("/seats", longCookie, token).isFromInside()).isTrue();
        var more = new String[] {cookies, token, "X-More: " + "z".repeat(6_000), "X-Other: " + "z".repeat(6_000)};
        assertThat(browser().get("/seats", more).isFromInside()).isTrue();
        assertThat(browser()
                        .get("/seats", "Cookie: other=" + "x".repeat(6_000), token)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void aPreflightIsTheServicesToAnswer() {
        var answer = browser().send("OPTIONS", "/seats/12", "", SITE, PREFLIGHT_METHOD);
        assertThat(answer.isFromInside()).as(answer.toString()).isTrue();
        assertThat(browser().send("OPTIONS", "/seats/12", "", SITE).status()).isEqualTo(401);
        assertThat(browser().send("OPTIONS", "/seats/12", "", PREFLIGHT_METHOD).status())
                .isEqualTo(401);
        assertThat(browser().post("/seats/12", "", SITE, PREFLIGHT_METHOD).status())
                .isEqualTo(401);
        assertThat(browser().get("/seats/12", SITE, PREFLIGHT_METHOD).isFromInside())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/robots.txt",
                "/favicon.ico",
                "/.well-known/security.txt",
                "/.well-known/acme-challenge/Vbz5-x_1"
            })
    void whatMachinesAskEveryHostForIsOpen(String target) {
        assertThat(browser().get(target, "Accept: */*").isFromInside()).isTrue();
        assertThat(browser().get(target + "x/../../../../seats").isFromInside()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fetch | Accept: */*",
                "JSON client | Accept: application/json",
                "program | Accept: */*, text/plain",
                "old script | Accept: text/html, */*~X-Requested-With: XMLHttpRequest",
                "fetch | Sec-Fetch-Mode: cors~Sec-Fetch-Dest: empty~Accept: text/html",
                "same-origin fetch | Sec-Fetch-Mode: same-origin~Sec-Fetch-Dest: empty~Accept: text/html",
                "service worker | Sec-Fetch-Mode: same-origin~Sec-Fetch-Dest: serviceworker",
                "script | Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: script",
                "image | Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: image~Accept: image/*",
                "frame | Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: iframe~Accept: text/html",
            })
    void whatIsNoVisitIsToldWhereThePageIs(String what, String headers) {
        var answer = browser().get("/seats", headers.split("~"));
        assertThat(answer.status()).as(what).isEqualTo(401);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"waitingPage\":\"" + waitingPage() + "\"");
        assertThat(answer.header("waiting-room-page")).isEqualTo(waitingPage());
        assertThat(answer.headers()).doesNotContainKey("location");
        assertThat(answer.headers().get("www-authenticate")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: text/html", "Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document"})
    void aFormOfAnotherSiteComesWithoutCookiesAndIsLedToThePageWhichSaysSo(String headers) {
        var answer = browser().post("/seats", "paid=yes", headers.split("~"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(waitingPage() + "?next=" + next("/seats") + "&posted=1");
        assertThat(browser().post("/returned", "paid=yes", headers.split("~")).isFromInside())
                .isTrue();
    }

    @Test
    void theCountOfRoundsIsTakenOffAgain() {
        var first = insider().get("/seats?row=3&waiting-room-round=2");
        if (first.status() == 303) {
            assertThat(first.header("location")).isEqualTo("/seats?row=3");
        } else {
            assertThat(first.isFromInside()).isTrue();
            assertThat(requests()).contains("GET /seats?row=3").noneMatch(request -> request.contains("round"));
        }
        assertRefused(browser().get("/seats?waiting-room-round=2"), "/seats?waiting-room-round=2");
    }

    @Test
    void whileThereIsRoomNobodyNoticesTheWaitingRoom() {
        Assumptions.assumeTrue(hasThePage(), "its waiting page is on another host, and has the session's cookie");
        visitor().leave(session()).join();
        assertEnters(browser());
    }

    void assertEnters(Browser first) {
        // On a busy machine a grant may come too late for the first visit.
        var answer = Sale.await().until(() -> first.get("/seats?row=3", "Accept: text/html"), Answer::isFromInside);
        assertThat(answer.header("set-cookie"))
                .contains("waiting-room-session=")
                .doesNotContain("waiting-room-permit=");
        assertThat(answer.header("cache-control")).isEqualTo("private, no-store");
        if (hasServiceBehind()) {
            assertThat(answer.body()).endsWith(Origin.WITH_PERMIT);
        }
        assertThat(first.get("/seats", "Accept: */*").isFromInside()).isTrue();
        var again = first.get("/seats", "Accept: */*");
        assertThat(again.isFromInside()).isTrue();
        assertThat(again.headers()).doesNotContainKeys("set-cookie", "cache-control");
        assertSessionIsEnough(first);
        assertThat(first.another().get("/seats").status()).isEqualTo(303);
        assertThat(first.another().get("/seats", "Accept: */*").status()).isEqualTo(401);
        var crawler = first.another().get("/seats", "Accept: */*", "User-Agent: Mozilla/5.0 (compatible; bingbot/2.0)");
        assertThat(crawler.status()).isEqualTo(503);
        assertThat(crawler.header("retry-after")).isEqualTo("300");
        visitor().leave(first.cookie("waiting-room-session")).join();
    }

    // The permit has run out, or another application has a cookie of a similar name: the session counts all the same.
    private static void assertSessionIsEnough(Browser first) {
        var session = first.cookie("waiting-room-session");
        assertThat(first.another()
                        .holding("waiting-room-session", session)
                        .post("/seats", "seat=A1")
                        .isFromInside())
                .isTrue();
        var beside = first.another()
                .holding("my-waiting-room-session", "abc")
                .holding("waiting-room-session", session)
                .get("/seats");
        assertThat(beside.isFromInside()).isTrue();
        assertThat(beside.header("set-cookie")).doesNotContain("waiting-room-session=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Purpose: prefetch", "Purpose: prefetch", "X-Purpose: preview", "X-Moz: prefetch"})
    void whatIsFetchedAheadOfTimeTakesNoSlot(String header) {
        visitor().leave(session()).join();
        assertThat(browser().get("/seats", "Accept: text/html", header).isFromInside())
                .isFalse();
    }

    @Test
    void pagesOfAllowedOriginsMayReadWhereThePageIs() {
        var refused = browser().get("/seats", "Accept: */*", "Sec-Fetch-Mode: cors", "Origin: " + ALLOWED_ORIGIN);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("access-control-allow-origin")).isEqualTo(ALLOWED_ORIGIN);
        assertThat(refused.header("access-control-allow-credentials")).isEqualTo("true");
        assertThat(refused.header("access-control-expose-headers")).contains("Waiting-Room-Page");
        var other = browser().get("/seats", "Accept: */*", "Sec-Fetch-Mode: cors", "Origin: https://evil.example");
        assertThat(other.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aVisitIsOneInEveryBrowser() {
        for (var headers : List.of(
                "Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document~Accept: text/html",
                "Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document~Sec-Fetch-Site: cross-site",
                "Accept: text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept: TEXT/HTML")) {
            assertRefused(browser().get("/seats", headers.split("~")), "/seats");
        }
    }
}
