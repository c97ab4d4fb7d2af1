package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private final TestApi api = TestApi.shared();
    private final PlainBrowser browser = new PlainBrowser(api);

    @Test
    void thePageLoadsOnlyItsOwnFilesAndIsNotCached() {
        browser.get(PlainBrowser.PAGE);
        assertThat(browser.header("Content-Type")).startsWith("text/html");
        assertThat(browser.header("Cache-Control")).isEqualTo("no-store");
        assertThat(List.of(browser.header("Content-Security-Policy").split("; ")))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self' data:",
                        "font-src 'self'",
                        "connect-src 'self'",
                        "form-action 'self'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'");
        assertThat(browser.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(browser.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(browser.response.body()).doesNotContain("http://", "https://", " style=", " onclick=");
    }

    @Test
    void assetsMayBeCachedForEver() {
        var base = browser.get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
        for (var file : List.of("page.css", "page.js", "clock.js", "logo.svg")) {
            browser.get(base + "/" + file);
            assertThat(browser.status()).as(file).isEqualTo(200);
            assertThat(browser.response.headers().allValues("Cache-Control"))
                    .containsExactly("public, max-age=31536000, immutable");
            assertThat(browser.header("X-Content-Type-Options")).isEqualTo("nosniff");
            var length = browser.header("Content-Length");
            browser.head(base + "/" + file);
            assertThat(browser.header("Content-Length")).isEqualTo(length);
            assertThat(browser.response.body()).isEmpty();
        }
    }

    @Test
    void assetsAreCompressedAndRevalidated() {
        var base = browser.get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
        var plain = browser.get(base + "/page.js").response;
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        browser.withHeader("Accept-Encoding", "br;q=1.0, gzip;q=0.8, *;q=0.1").get(base + "/page.js");
        assertThat(browser.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(browser.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(Integer.parseInt(browser.header("Content-Length")))
                .isLessThan(plain.body().length() / 2);
        var tag = browser.header("ETag");
        assertThat(tag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
        browser.withHeader("If-None-Match", "\"x\", " + tag).get(base + "/page.js");
        assertThat(browser.status()).isEqualTo(304);
        browser.withHeader("Accept-Encoding", "gzip;q=0").get(base + "/page.js");
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.header("Content-Encoding")).isEmpty();
    }

    // The page contains a URL that an attacker may choose. So the size of the compressed page would reveal the id
    // (BREACH).
    @Test
    void thePageIsCompressedUnlessItContainsASessionId() {
        browser.withHeader("Accept-Encoding", "gzip").get(PlainBrowser.PAGE);
        assertThat(browser.header("Content-Encoding")).isEqualTo("gzip");
        browser.send("join").get(PlainBrowser.PAGE);
        assertThat(browser.header("Content-Encoding")).isEmpty();
        assertThat(browser.state()).isEqualTo("waiting");
    }

    @Test
    void configuredLinksAreInTheFooter() {
        assertThat(browser.get(PlainBrowser.PAGE).response.body()).doesNotContain("id=\"links\"");
        try (var linked = TestApi.with("--page-links=privacy=https://example.com/privacy?a=b,help=/help")) {
            var body = new PlainBrowser(linked)
                    .get(PlainBrowser.PAGE + "?lang=de")
                    .response
                    .body();
            assertThat(body)
                    .contains("href=\"https://example.com/privacy?a&#x3D;b\"", ">Datenschutz</a>", "href=\"/help\"");
        }
    }

    @Test
    void anAssetOfAnotherReleaseIsServedWithNoCache() {
        browser.get("/waiting-room/assets/0123456789abcdef/page.js");
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page.html", "texts/de.json", "script/7-page.js", "..%2fpage.html", "none", "%2e%2e/page.html"})
    void otherFilesAreNotServed(String name) {
        var base = browser.get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
        assertThat(browser.get(base + "/" + name).status()).isIn(400, 404);
    }

    @Test
    void theBrowsersLanguageIsUsedUntilAnotherIsChosen() {
        browser.withHeader("Accept-Language", "de-AT,de;q=0.9");
        assertThat(browser.get(PlainBrowser.PAGE).find("<html lang=\"(\\w+)\"")).isEqualTo("de");
        assertThat(browser.get(PlainBrowser.PAGE + "?lang=ar").response.body())
                .contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(browser.get(PlainBrowser.PAGE).find("<html lang=\"(\\w+)\"")).isEqualTo("ar");
    }

    @Test
    void anUnknownRoomIsNotFound() {
        browser.get(PlainBrowser.PAGE + "?event=concert&next=/seats");
        assertThat(browser.status()).isEqualTo(404);
        assertThat(browser.text("headline")).isEqualTo("There is no such waiting room");
        assertThat(browser.get(PlainBrowser.PAGE + "?event=default").status()).isEqualTo(200);
    }

    private void joinAndBecomeActive() {
        try (var room = new TestRoom(api.redisUri, TestRoom.capacity(1))) {
            browser.send("join");
            room.grant();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/%5cevil.example", "javascript:alert(1)"})
    void aForbiddenDestinationIsReplacedByTheFrontPage(String next) {
        browser.get(PlainBrowser.PAGE + "?next=" + next);
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("/");
        assertThat(browser.response.body()).doesNotContain("evil", "alert(1)");
        joinAndBecomeActive();
        browser.send("go", "next", next.replace("%5c", "\\"));
        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.header("Location")).isEqualTo("/");
    }

    @Test
    void aPageWithoutADestinationStaysAndOffersAButton() {
        joinAndBecomeActive();
        browser.get(PlainBrowser.PAGE);
        assertThat(browser.state()).isEqualTo("active");
        assertThat(browser.response.body()).contains("id=\"go\"").contains("\"stays\":true");
        browser.send("go");
        assertThat(browser.header("Location")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "next=/%3C/script%3E%3Cimg+src=x%3E",
                "event=%3Cimg%20src=x%3E%22%3E",
                "lang=%22%3E%3Cimg%3E",
                "next=/a?%22%27%3E%3Cimg%3E",
                "left=%3Cimg%3E"
            })
    void queryParametersAreEscaped(String query) {
        browser.get(PlainBrowser.PAGE + "?" + query);
        assertThat(browser.response.body()).doesNotContain("<img src=x", "<img>", "</script><");
    }

    @Test
    void anAllowedDestinationIsInTheFormActionPolicy() {
        try (var lenient = TestApi.with("--allowed-next=https://tickets.example/shop")) {
            var visitor = new PlainBrowser(lenient);
            visitor.get(PlainBrowser.PAGE + "?next=https://tickets.example/shop/seats");
            assertThat(visitor.status()).isEqualTo(200);
            assertThat(visitor.header("Content-Security-Policy"))
                    .endsWith("form-action 'self' https://tickets.example");
            visitor.get(PlainBrowser.PAGE + "?next=https://tickets.example/");
            assertThat(visitor.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("https://tickets.example/shop");
        }
    }

    @Test
    void cookiesAreSecureOverTls() {
        browser.withHeader("X-Forwarded-Proto", "https").send("join");
        assertThat(browser.response.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("; Secure"))
                .allMatch(cookie -> cookie.contains("SameSite=Lax"))
                .allMatch(cookie -> cookie.contains("Path=/;"));
    }

    @Test
    void tooManyJoinsAreRefusedWithAnExplanation() {
        try (var limited = TestApi.with("--join-rate-per-client=1/h")) {
            var visitor = new PlainBrowser(limited);
            assertThat(visitor.send("join").status()).isEqualTo(303);
            assertThat(visitor.send("join").status()).isEqualTo(429);
            assertThat(Long.parseLong(visitor.header("Retry-After"))).isBetween(3000L, 3600L);
            assertThat(visitor.text("headline")).isEqualTo("Too many people are joining at once");
        }
    }
}
