package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks how a server handles requests that come through proxies. */
class BehindProxiesTest {
    private static final String HOST = "tickets.example";

    // A browser without Fetch Metadata: it sends Origin and no Sec-Fetch headers.
    private static PlainBrowser oldBrowser(TestApi api) {
        return new PlainBrowser(api).withHeader("Origin", "https://" + HOST).withHeader("X-Forwarded-Host", HOST);
    }

    @Test
    void theForwardedHostOfATrustedProxyIsUsed() {
        try (var behindProxy = TestApi.with("--trusted-proxies=127.0.0.1")) {
            assertThat(oldBrowser(behindProxy).send("join").status()).isEqualTo(303);
            var foreign = oldBrowser(behindProxy).withHeader("Origin", "https://evil.example");
            assertThat(foreign.send("join").status()).isEqualTo(403);
            var page = oldBrowser(behindProxy).get(PlainBrowser.PAGE + "?next=https://tickets.example//a");
            assertThat(page.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("https://tickets.example//a");
        }
    }

    @Test
    void theForwardedHostOfAnotherPeerIsIgnored() {
        var api = TestApi.shared();
        assertThat(oldBrowser(api).send("join").status()).isEqualTo(403);
        var page = oldBrowser(api).get(PlainBrowser.PAGE + "?next=https://tickets.example//a");
        assertThat(page.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "https,http", "https, http, http", "HTTPS"})
    void cookiesAreSecureIfTheFirstProxyReceivedTheRequestOverTls(String schemes) {
        var browser = new PlainBrowser(TestApi.shared()).withHeader("X-Forwarded-Proto", schemes);
        browser.send("join");
        assertThat(browser.response.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("; Secure"));
    }

    @ParameterizedTest
    @CsvSource({"lax, SameSite=Lax, false", "strict, SameSite=Strict, false", "none, SameSite=None, true"})
    void cookieAttributesFollowTheFlags(String sameSite, String attribute, boolean secure) {
        try (var api = TestApi.with("--cookie-same-site=" + sameSite, "--cookie-domain=example.com")) {
            var browser = new PlainBrowser(api);
            browser.send("join");
            assertThat(browser.response.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains(attribute) && cookie.contains("Domain=example.com"))
                    .allMatch(cookie -> cookie.contains("; Secure") == secure);
            assertThat(browser.get(PlainBrowser.PAGE).response.body())
                    .contains("; Domain=example.com; " + attribute.replace("=", "="));
        }
    }
}
