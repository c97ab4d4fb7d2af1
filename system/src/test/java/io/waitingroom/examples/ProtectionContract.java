package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements for the protection of a service: no request gets around the check. */
abstract class ProtectionContract extends ProxyFixture {
    @Test
    void visitWithoutPermitIsRedirectedToTheWaitingPage() {
        assertRefused(browser().get("/seats?row=3&seat=4"), "/seats?row=3&seat=4");
    }

    @Test
    void postWithoutPermitIsUnauthorized() {
        assertThat(browser().post("/seats", "seat=A1").status()).isEqualTo(401);
    }

    @Test
    void subjectHeaderComesFromThePermitOnly() {
        var response = browserWithPermit()
                .get("/seats", "Waiting-Room-Subject: admin", "waiting-room-subject: root", "Waiting_Room_Subject: su");
        assertThat(response.isFromService()).as(response.toString()).isTrue();
        assertThat(response.body())
                .contains("[" + Forge.subjectOf(permit()) + "]")
                .doesNotContain("admin", "root", "su]");
    }

    @Test
    void invalidPermitIsRefused() throws Exception {
        var requests = new AtomicInteger();
        var attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        attacker.start();
        try {
            var forge = new Forge(room(), Forge.subjectOf(permit()));
            assertThat(browser()
                            .withCookie("waiting-room-permit", forge.genuine())
                            .get("/seats")
                            .isFromService())
                    .isTrue();
            var address = URI.create("http://127.0.0.1:" + attacker.getAddress().getPort() + "/");
            forge.forgeries(address).forEach((name, forged) -> {
                var response =
                        browser().withCookie("waiting-room-permit", forged).get("/seats");
                assertThat(response.isFromService()).as(name).isFalse();
                assertThat(response.status()).as(name).isIn(302, 303);
            });
            assertThat(requests).hasValue(0);
        } finally {
            attacker.stop(0);
        }
    }

    @Test
    void openPathNeedsNoPermitAndHasNoSubject() {
        var response = browser().get("/static/seats.css?v=1", "Waiting-Room-Subject: admin");
        assertThat(response.isFromService()).as(response.toString()).isTrue();
        assertThat(response.body()).doesNotContain("admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/../seats",
                "/static/%2e%2e/seats",
                "/static/%2E%2E/seats",
                "/static/..%2fseats",
                "/static/%2e%2e%2fseats",
                "/static//../seats",
                "//static/../seats",
                "/static/./../seats",
                "/static/..;/seats",
                "/static/..;x=y/seats",
                "/static/..%3b/seats",
                "/static;/../seats",
                "/static/..\\seats",
                "/static/..%5cseats",
                "/static/%252e%252e/seats",
                "/static/x/../../seats",
                "/static/.%2e/seats",
                "/STATIC/seats.css",
                "/seats/static/seats.css",
                "/static",
                "/%2fseats",
                "//seats",
                "/./seats",
                "/SEATS",
                "/seats%00",
                "/seats%2f",
                "http://localhost/seats",
                "/static/../seats#/static/x"
            })
    void pathTrickDoesNotReachTheService(String target) {
        var response = browser().get(target);
        assertThat(response.isFromService()).as(response.toString()).isFalse();
        assertThat(response.status()).isIn(301, 302, 303, 400, 401, 403, 404, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/seats/..%2freturned",
                "/seats/../returned",
                "/seats/%2e%2e/returned",
                "//returned",
                "/%72eturned",
                "/returned/",
                "/returned/../seats",
                "/admin/delete/..%2F..%2Freturned"
            })
    void ambiguousPathReachesOnlyTheOpenPath(String target) {
        var before = requests().size();
        browser().post(target, "a=b");
        assertThat(requests().subList(before, requests().size())).isSubsetOf("POST /returned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void methodOverrideHeaderIsIgnored(String header) {
        assertThat(browser().post("/seats", "", header + ": GET").status()).isEqualTo(401);
        assertThat(browser().get("/static/seats.css", header + ": DELETE").body())
                .doesNotContainIgnoringCase(header);
        assertThat(browserWithPermit().get("/seats", header + ": DELETE").body())
                .doesNotContainIgnoringCase(header);
    }

    @Test
    void webSocketNeedsAPermit() {
        var response = browser()
                .get(
                        "/live",
                        "Connection: close, Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(response.status()).isIn(302, 303, 401);
    }

    @Test
    void hugeCookieIsRefused() {
        assertThat(browser()
                        .withCookie("waiting-room-permit", "x".repeat(3000))
                        .get("/seats")
                        .status())
                .isIn(302, 303);
        assertThat(browser()
                        .withCookie("waiting-room-permit", "x".repeat(40_000))
                        .get("/seats")
                        .status())
                .isIn(400, 431);
    }

    @Test
    void returnAddressNeverLeadsToAnotherHost() {
        for (var target : new String[] {"//evil.example/", "/%09/evil.example", "/\\evil.example"}) {
            var where = browser().get(target).header("location");
            assertThat(where).as(target).matches("|" + Pattern.quote(waitingPage()) + ".*");
            assertThat(where).as(target).doesNotContain("next=//", "next=%2F%2Fevil", "next=%5C");
        }
    }
}
