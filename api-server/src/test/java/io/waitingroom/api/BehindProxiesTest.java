package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proxies in front of a server do to requests. */
class BehindProxiesTest {
    private static final String HOST = "tickets.example";

    // As browsers were before Fetch Metadata: they say no more than Origin.
    private static PlainBrowser older(TestApi api) {
        return new PlainBrowser(api).saying("Origin", "https://" + HOST).saying("X-Forwarded-Host", HOST);
    }

    @Test
    void aProxyThatRewritesTheHostIsBelievedWhichHostWasAskedIfItIsNamed() {
        try (var behind = TestApi.with("--trusted-proxies=127.0.0.1")) {
            assertThat(older(behind).send("join").status()).isEqualTo(303);
            var stranger = older(behind).saying("Origin", "https://evil.example");
            assertThat(stranger.send("join").status()).isEqualTo(403);
            var led = older(behind).get(PlainBrowser.PAGE + "?next=https://tickets.example//a");
            assertThat(led.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("https://tickets.example//a");
        }
    }

    @Test
    void nobodyElseIs() {
        var api = TestApi.shared();
        assertThat(older(api).send("join").status()).isEqualTo(403);
        var led = older(api).get(PlainBrowser.PAGE + "?next=https://tickets.example//a");
        assertThat(led.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "https,http", "https, http, http", "HTTPS"})
    void cookiesAreSecureWhereTheFirstProxyWasSpokenToByTls(String schemes) {
        var person = new PlainBrowser(TestApi.shared()).saying("X-Forwarded-Proto", schemes);
        person.send("join");
        assertThat(person.answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("; Secure"));
    }

    @ParameterizedTest
    @CsvSource({"lax, SameSite=Lax, false", "strict, SameSite=Strict, false", "none, SameSite=None, true"})
    void cookiesAreSentAsATeamSays(String rule, String attribute, boolean secure) {
        try (var api = TestApi.with("--cookie-same-site=" + rule, "--cookie-domain=example.com")) {
            var person = new PlainBrowser(api);
            person.send("join");
            assertThat(person.answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains(attribute) && cookie.contains("Domain=example.com"))
                    .allMatch(cookie -> cookie.contains("; Secure") == secure);
            assertThat(person.get(PlainBrowser.PAGE).answer.body())
                    .contains("; Domain=example.com; " + attribute.replace("=", "="));
        }
    }
}
