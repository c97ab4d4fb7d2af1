package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.TestSystem;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements for regular traffic of people, browsers and services, which the proxy must not break. */
abstract class PassThroughContract extends ProtectionContract {
    private static final String PREFLIGHT_METHOD = "Access-Control-Request-Method: PUT";
    private static final String SITE = "Origin: https://shop.example";

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000, 1_000_000})
    void bodyReachesTheService(int bytes) {
        var body = "x".repeat(bytes);
        var length = Origin.LENGTH + ": " + bytes;
        assertThat(browserWithPermit().post("/seats", body, length).isFromService())
                .isTrue();
        assertThat(browserWithPermit()
                        .post("/seats", body, length, "Expect: 100-continue")
                        .isFromService())
                .isTrue();
        assertThat(browserWithPermit().chunked("/seats", body, length).isFromService())
                .isTrue();
        // The proxy may refuse a request before its long body has arrived. The client may then not get the response.
        assertThat(browser()
                        .post("/seats", body.substring(0, Math.min(bytes, 5_000)))
                        .status())
                .isEqualTo(401);
    }

    // Cookies of another application on the same host.
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
    void permitIsFoundAmongOtherCookies(String cookies) {
        var response = browser().get("/seats", "Cookie: " + cookies.replace("PERMIT", permit()));
        assertThat(response.isFromService()).as(response.toString()).isTrue();
    }

    @Test
    void firstValidPermitOfSeveralCounts() {
        Assumptions.assumeTrue(checksAllCookies(), "it checks only the first cookie of a name");
        var cookies = "waiting-room-permit=x.y.z; waiting-room-permit=; waiting-room-permit=" + permit();
        assertThat(browser().get("/seats", "Cookie: " + cookies).isFromService())
                .isTrue();
    }

    @Test
    void longHeadersArePassedThrough() {
        var cookies = "Cookie: waiting-room-permit=" + permit() + "; other=" + "x".repeat(6_000);
        var token = "Authorization: Bearer " + "y".repeat(3_000);
        assertThat(browser().get("/seats", cookies, token).isFromService()).isTrue();
        var longCookie = "Cookie: waiting-room-permit=" + permit() + "; other=" + "x".repeat(9_000);
        assertThat(browser().get("/seats", longCookie, token).isFromService()).isTrue();
        var more = new String[] {cookies, token, "X-More: " + "z".repeat(6_000), "X-Other: " + "z".repeat(6_000)};
        assertThat(browser().get("/seats", more).isFromService()).isTrue();
        assertThat(browser()
                        .get("/seats", "Cookie: other=" + "x".repeat(6_000), token)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void preflightIsPassedToTheService() {
        var response = browser().send("OPTIONS", "/seats/12", "", SITE, PREFLIGHT_METHOD);
        assertThat(response.isFromService()).as(response.toString()).isTrue();
        assertThat(browser().send("OPTIONS", "/seats/12", "", SITE).status()).isEqualTo(401);
        assertThat(browser().send("OPTIONS", "/seats/12", "", PREFLIGHT_METHOD).status())
                .isEqualTo(401);
        assertThat(browser().post("/seats/12", "", SITE, PREFLIGHT_METHOD).status())
                .isEqualTo(401);
        assertThat(browser().get("/seats/12", SITE, PREFLIGHT_METHOD).isFromService())
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
    void wellKnownFileNeedsNoPermit(String target) {
        assertThat(browser().get(target, "Accept: */*").isFromService()).isTrue();
        assertThat(browser().get(target + "x/../../../../seats").isFromService())
                .isFalse();
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
    void refusalNamesTheWaitingPage(String client, String headers) {
        var response = browser().get("/seats", headers.split("~"));
        assertThat(response.status()).as(client).isEqualTo(401);
        assertThat(response.header("content-type")).startsWith("application/problem+json");
        assertThat(response.body()).contains("\"waitingPage\":\"" + waitingPage() + "\"");
        assertThat(response.header("waiting-room-page")).isEqualTo(waitingPage());
        assertThat(response.headers()).doesNotContainKey("location");
        assertThat(response.headers().get("www-authenticate")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: text/html", "Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document"})
    void crossSiteFormIsRedirectedWithPostedFlag(String headers) {
        var response = browser().post("/seats", "paid=yes", headers.split("~"));
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("location")).isEqualTo(waitingPage() + "?next=" + next("/seats") + "&posted=1");
        assertThat(browser().post("/returned", "paid=yes", headers.split("~")).isFromService())
                .isTrue();
    }

    @Test
    void redirectCounterIsRemovedFromTheAddress() {
        var first = browserWithPermit().get("/seats?row=3&waiting-room-round=2");
        if (first.status() == 303) {
            assertThat(first.header("location")).isEqualTo("/seats?row=3");
        } else {
            assertThat(first.isFromService()).isTrue();
            assertThat(requests()).contains("GET /seats?row=3").noneMatch(request -> request.contains("round"));
        }
        assertRefused(browser().get("/seats?waiting-room-round=2"), "/seats?waiting-room-round=2");
    }

    @Test
    void visitGetsInstantEntryWhileThereIsRoom() {
        Assumptions.assumeTrue(
                servesWaitingPage(), "its waiting page, which has the session cookie, is on another host");
        visitor().leave(session()).join();
        assertInstantEntry(browser());
    }

    void assertInstantEntry(Browser first) {
        // On a busy machine the grant may come too late for the first visit.
        var response =
                TestSystem.await().until(() -> first.get("/seats?row=3", "Accept: text/html"), Response::isFromService);
        assertThat(response.header("set-cookie"))
                .contains("waiting-room-session=")
                .doesNotContain("waiting-room-permit=");
        assertThat(response.header("cache-control")).isEqualTo("private, no-store");
        if (hasServiceBehind()) {
            assertThat(response.body()).endsWith(Origin.WITH_PERMIT);
        }
        assertThat(first.get("/seats", "Accept: */*").isFromService()).isTrue();
        var again = first.get("/seats", "Accept: */*");
        assertThat(again.isFromService()).isTrue();
        assertThat(again.headers()).doesNotContainKeys("set-cookie", "cache-control");
        assertSessionIsEnough(first);
        assertThat(first.withoutCookies().get("/seats").status()).isEqualTo(303);
        assertThat(first.withoutCookies().get("/seats", "Accept: */*").status()).isEqualTo(401);
        // The server's cached room may still have the slot that this visit took.
        var crawler = TestSystem.await()
                .until(
                        () -> first.withoutCookies()
                                .get("/seats", "Accept: */*", "User-Agent: Mozilla/5.0 (compatible; bingbot/2.0)"),
                        answer -> answer.status() != 200);
        assertThat(crawler.status()).isEqualTo(503);
        assertThat(crawler.header("retry-after")).isEqualTo("300");
        visitor().leave(first.cookie("waiting-room-session")).join();
    }

    // A session cookie is enough if the permit has expired, or if another application has a cookie with a similar name.
    private static void assertSessionIsEnough(Browser first) {
        var session = first.cookie("waiting-room-session");
        assertThat(first.withoutCookies()
                        .withCookie("waiting-room-session", session)
                        .post("/seats", "seat=A1")
                        .isFromService())
                .isTrue();
        var beside = first.withoutCookies()
                .withCookie("my-waiting-room-session", "abc")
                .withCookie("waiting-room-session", session)
                .get("/seats");
        assertThat(beside.isFromService()).isTrue();
        assertThat(beside.header("set-cookie")).doesNotContain("waiting-room-session=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Purpose: prefetch", "Purpose: prefetch", "X-Purpose: preview", "X-Moz: prefetch"})
    void prefetchTakesNoSlot(String header) {
        visitor().leave(session()).join();
        assertThat(browser().get("/seats", "Accept: text/html", header).isFromService())
                .isFalse();
    }

    @Test
    void allowedOriginMayReadTheWaitingPageAddress() {
        var refused = browser().get("/seats", "Accept: */*", "Sec-Fetch-Mode: cors", "Origin: " + ALLOWED_ORIGIN);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("access-control-allow-origin")).isEqualTo(ALLOWED_ORIGIN);
        assertThat(refused.header("access-control-allow-credentials")).isEqualTo("true");
        assertThat(refused.header("access-control-expose-headers")).contains("Waiting-Room-Page");
        var other = browser().get("/seats", "Accept: */*", "Sec-Fetch-Mode: cors", "Origin: https://evil.example");
        assertThat(other.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void visitIsRecognizedInEveryBrowser() {
        for (var headers : List.of(
                "Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document~Accept: text/html",
                "Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document~Sec-Fetch-Site: cross-site",
                "Accept: text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept: TEXT/HTML")) {
            assertRefused(browser().get("/seats", headers.split("~")), "/seats");
        }
    }
}
