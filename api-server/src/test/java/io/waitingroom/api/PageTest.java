package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private final TestApi api = TestApi.shared();
    private final PlainBrowser person = new PlainBrowser(api);

    @Test
    void loadsNothingButItsOwnAndIsKeptByNobody() {
        person.get(PlainBrowser.PAGE);
        assertThat(person.header("Content-Type")).startsWith("text/html");
        assertThat(person.header("Cache-Control")).isEqualTo("no-store");
        assertThat(List.of(person.header("Content-Security-Policy").split("; ")))
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
        assertThat(person.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(person.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(person.answer.body()).doesNotContain("http://", "https://", " style=", " onclick=");
    }

    @Test
    void itsFilesMayBeKeptForEver() {
        var base = person.get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
        for (var file : List.of("page.css", "page.js", "clock.js", "logo.svg")) {
            person.get(base + "/" + file);
            assertThat(person.status()).as(file).isEqualTo(200);
            assertThat(person.answer.headers().allValues("Cache-Control"))
                    .containsExactly("public, max-age=31536000, immutable");
            assertThat(person.header("X-Content-Type-Options")).isEqualTo("nosniff");
            var length = person.header("Content-Length");
            person.head(base + "/" + file);
            assertThat(person.header("Content-Length")).isEqualTo(length);
            assertThat(person.answer.body()).isEmpty();
        }
    }

    @Test
    void itsFilesGoOutPackedAndAreNotSentTwice() {
        var base = person.get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
        var plain = person.get(base + "/page.js").answer;
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        person.saying("Accept-Encoding", "br;q=1.0, gzip;q=0.8, *;q=0.1").get(base + "/page.js");
        assertThat(person.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(person.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(Integer.parseInt(person.header("Content-Length")))
                .isLessThan(plain.body().length() / 2);
        var tag = person.header("ETag");
        assertThat(tag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
        person.saying("If-None-Match", "\"x\", " + tag).get(base + "/page.js");
        assertThat(person.status()).isEqualTo(304);
        person.saying("Accept-Encoding", "gzip;q=0").get(base + "/page.js");
        assertThat(person.status()).isEqualTo(200);
        assertThat(person.header("Content-Encoding")).isEmpty();
    }

    // With an address in it that others chose, what it packs into would tell of the id (BREACH).
    @Test
    void thePageGoesOutPackedUnlessItHoldsASessionsId() {
        person.saying("Accept-Encoding", "gzip").get(PlainBrowser.PAGE);
        assertThat(person.header("Content-Encoding")).isEqualTo("gzip");
        person.send("join").get(PlainBrowser.PAGE);
        assertThat(person.header("Content-Encoding")).isEmpty();
        assertThat(person.state()).isEqualTo("waiting");
    }

    @Test
    void aTeamsLinksAreAtItsFoot() {
        assertThat(person.get(PlainBrowser.PAGE).answer.body()).doesNotContain("id=\"links\"");
        try (var linked = TestApi.with("--page-links=privacy=https://example.com/privacy?a=b,help=/help")) {
            var body = new PlainBrowser(linked)
                    .get(PlainBrowser.PAGE + "?lang=de")
                    .answer
                    .body();
            assertThat(body)
                    .contains("href=\"https://example.com/privacy?a&#x3D;b\"", ">Datenschutz</a>", "href=\"/help\"");
        }
    }

    @Test
    void aFileOfAnotherReleaseIsServedToBeKeptByNobody() {
        person.get("/waiting-room/assets/0123456789abcdef/page.js");
        assertThat(person.status()).isEqualTo(200);
        assertThat(person.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page.html", "texts/de.json", "script/7-page.js", "..%2fpage.html", "none", "%2e%2e/page.html"})
    void nothingElseIsAFile(String name) {
        var base = person.get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
        assertThat(person.get(base + "/" + name).status()).isIn(400, 404);
    }

    @Test
    void theLanguageIsTheBrowsersUntilAnotherIsChosen() {
        person.saying("Accept-Language", "de-AT,de;q=0.9");
        assertThat(person.get(PlainBrowser.PAGE).find("<html lang=\"(\\w+)\"")).isEqualTo("de");
        assertThat(person.get(PlainBrowser.PAGE + "?lang=ar").answer.body()).contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(person.get(PlainBrowser.PAGE).find("<html lang=\"(\\w+)\"")).isEqualTo("ar");
    }

    @Test
    void aRoomThatIsNoneIsNotFound() {
        person.get(PlainBrowser.PAGE + "?event=concert&next=/seats");
        assertThat(person.status()).isEqualTo(404);
        assertThat(person.text("headline")).isEqualTo("There is no such waiting room");
        assertThat(person.get(PlainBrowser.PAGE + "?event=default").status()).isEqualTo(200);
    }

    private void getsTheirTurn() {
        try (var room = new TestRoom(api.redisUri, TestRoom.capacity(1))) {
            person.send("join");
            room.grant();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/%5cevil.example", "javascript:alert(1)"})
    void insteadOfWhereThePageDoesNotLeadThereIsTheFrontPage(String next) {
        person.get(PlainBrowser.PAGE + "?next=" + next);
        assertThat(person.status()).isEqualTo(200);
        assertThat(person.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("/");
        assertThat(person.answer.body()).doesNotContain("evil", "alert(1)");
        getsTheirTurn();
        person.send("go", "next", next.replace("%5c", "\\"));
        assertThat(person.status()).isEqualTo(303);
        assertThat(person.header("Location")).isEqualTo("/");
    }

    @Test
    void whoWasLedNowhereHasSomethingToPressWhenItIsTheirTurn() {
        getsTheirTurn();
        person.get(PlainBrowser.PAGE);
        assertThat(person.state()).isEqualTo("active");
        assertThat(person.answer.body()).contains("id=\"go\"").contains("\"stays\":true");
        person.send("go");
        assertThat(person.header("Location")).isEqualTo("/");
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
    void whatALinkSaysIsTextAndNothingElse(String query) {
        person.get(PlainBrowser.PAGE + "?" + query);
        assertThat(person.answer.body()).doesNotContain("<img src=x", "<img>", "</script><");
    }

    @Test
    void aFormMayLeadToWhereItIsAllowedTo() {
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
    void overTlsItsCookiesStayThere() {
        person.saying("X-Forwarded-Proto", "https").send("join");
        assertThat(person.answer.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("; Secure"))
                .allMatch(cookie -> cookie.contains("SameSite=Lax"))
                .allMatch(cookie -> cookie.contains("Path=/;"));
    }

    @Test
    void tooManyJoinsAreRefusedInWords() {
        try (var limited = TestApi.with("--join-rate-per-client=1/h")) {
            var visitor = new PlainBrowser(limited);
            assertThat(visitor.send("join").status()).isEqualTo(303);
            assertThat(visitor.send("join").status()).isEqualTo(429);
            assertThat(Long.parseLong(visitor.header("Retry-After"))).isBetween(3000L, 3600L);
            assertThat(visitor.text("headline")).isEqualTo("Too many people are joining at once");
        }
    }
}
