package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.SessionClient;
import io.waitingroom.system.TestSystem;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Additional requirements for programs that verify permits themselves. */
abstract class OfflineCheckContract extends ReturnAddressContract {
    /** The test room's permits expire after 3 s. The program that verifies them allows a clock difference of 1 s. */
    static final String SHORT_PERMITS = "--permit-ttl=3s";

    static final String LEEWAY_SECONDS = "1";

    private static String handOverPath(String permit) {
        return "/seats?row=3&waiting-room-permit=" + permit + "&seat=4";
    }

    @Test
    void accessEndsWhenThePermitExpiresAfterLeave() {
        var visitor = new SessionClient(room().port);
        var second = visitor.join().join();
        assertRefused(browser().get("/seats"), "/seats");
        visitor.leave(session()).join();
        TestSystem.await().until(() -> visitor.status(second).equals("ACTIVE"));
        var continuation = new Browser(room().port)
                .withCookie("waiting-room-session", second)
                .post("/waiting-room/go", "next=%2Fseats", "Content-Type: application/x-www-form-urlencoded");
        var permit = continuation.header("set-cookie").replaceFirst("(?s).*waiting-room-permit=([^;]+).*", "$1");
        var person = browser().withCookie("waiting-room-permit", permit);
        assertThat(person.get("/seats").isFromService()).isTrue();

        visitor.leave(second).join();
        // A page visit would get instant entry, since the room has a free slot now.
        TestSystem.await().until(() -> person.get("/seats", "Accept: */*").status() == 401);
    }

    @Test
    void permitIsCheckedWithoutTheApiServer() {
        room().hang();
        try {
            var forge = new Forge(room(), Forge.subjectOf(permit()));
            assertThat(browser()
                            .withCookie("waiting-room-permit", forge.genuine())
                            .get("/seats")
                            .isFromService())
                    .isTrue();
        } finally {
            room().resume();
        }
    }

    @Test
    void handedOverPermitIsExchangedForACookieOnce() {
        var permit = new Forge(room(), Forge.subjectOf(permit())).genuine();
        var response = browser().get(handOverPath(permit));
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("location")).isEqualTo("/seats?row=3&seat=4");
        assertThat(response.header("set-cookie"))
                .startsWith("waiting-room-permit=" + permit + ";")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .containsIgnoringCase("Path=/")
                .containsIgnoringCase("Max-Age=");
        assertThat(response.header("cache-control")).isEqualTo("no-store");

        var again = browser().get(handOverPath(permit));
        assertThat(again.header("set-cookie")).isEmpty();
        assertRefused(again, "/seats?row=3&seat=4");
        assertThat(browser()
                        .withCookie("waiting-room-permit", permit)
                        .get("/seats")
                        .isFromService())
                .isTrue();
    }

    @Test
    void onlyAVisitWithAValidPermitIsExchanged() throws Exception {
        var forge = new Forge(room(), Forge.subjectOf(permit()));
        forge.forgeries(URI.create("http://127.0.0.1:1/")).forEach((name, forged) -> {
            var response = browser().get(handOverPath(forged));
            assertThat(response.header("set-cookie")).as(name).isEmpty();
            assertThat(response.header("location"))
                    .as(name)
                    .startsWith(waitingPage())
                    .doesNotContain("room-permit");
        });
        var posted = browser().post(handOverPath(forge.genuine()), "");
        assertThat(posted.status()).isEqualTo(401);
        assertThat(posted.header("set-cookie")).isEmpty();
    }
}
