package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.Sale;
import io.waitingroom.system.SessionClient;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What those have to hold, besides, who check permits by themselves. */
abstract class Offline extends Returned {
    /** The room that is used for this gives permits of 3 s; whoever checks them allows clocks to differ by 1 s. */
    static final String BRIEF = "--permit-ttl=3s";

    static final String LEEWAY_SECONDS = "1";

    private static String handingOver(String permit) {
        return "/seats?row=3&waiting-room-permit=" + permit + "&seat=4";
    }

    @Test
    void aPersonWaitsIsLetInLeavesAndIsOutWhenThePermitHasRunOut() {
        var visitor = new SessionClient(hall().port);
        var second = visitor.join().join();
        assertRefused(browser().get("/seats"), "/seats");
        visitor.leave(session()).join();
        Sale.await().until(() -> visitor.status(second).equals("ACTIVE"));
        var going = new Browser(hall().port)
                .holding("waiting-room-session", second)
                .post("/waiting-room/go", "next=%2Fseats", "Content-Type: application/x-www-form-urlencoded");
        var permit = going.header("set-cookie").replaceFirst("(?s).*waiting-room-permit=([^;]+).*", "$1");
        var person = browser().holding("waiting-room-permit", permit);
        assertThat(person.get("/seats").isFromInside()).isTrue();

        visitor.leave(second).join();
        // A visit would come in again, since there is room now.
        Sale.await().until(() -> person.get("/seats", "Accept: */*").status() == 401);
    }

    @Test
    void nobodyIsAskedForEachRequest() {
        hall().hang();
        try {
            var forge = new Forge(hall(), Forge.subjectOf(permit()));
            assertThat(browser()
                            .holding("waiting-room-permit", forge.genuine())
                            .get("/seats")
                            .isFromInside())
                    .isTrue();
        } finally {
            hall().wake();
        }
    }

    @Test
    void aPermitThatIsHandedOverIsExchangedForACookieOnce() {
        var permit = new Forge(hall(), Forge.subjectOf(permit())).genuine();
        var answer = browser().get(handingOver(permit));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/seats?row=3&seat=4");
        assertThat(answer.header("set-cookie"))
                .startsWith("waiting-room-permit=" + permit + ";")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .containsIgnoringCase("Path=/")
                .containsIgnoringCase("Max-Age=");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");

        var again = browser().get(handingOver(permit));
        assertThat(again.header("set-cookie")).isEmpty();
        assertRefused(again, "/seats?row=3&seat=4");
        assertThat(browser()
                        .holding("waiting-room-permit", permit)
                        .get("/seats")
                        .isFromInside())
                .isTrue();
    }

    @Test
    void onlyAGoodOneIsExchangedAndByAVisitAlone() throws Exception {
        var forge = new Forge(hall(), Forge.subjectOf(permit()));
        forge.forgeries(URI.create("http://127.0.0.1:1/")).forEach((name, forged) -> {
            var answer = browser().get(handingOver(forged));
            assertThat(answer.header("set-cookie")).as(name).isEmpty();
            assertThat(answer.header("location"))
                    .as(name)
                    .startsWith(waitingPage())
                    .doesNotContain("room-permit");
        });
        var posted = browser().post(handingOver(forge.genuine()), "");
        assertThat(posted.status()).isEqualTo(401);
        assertThat(posted.header("set-cookie")).isEmpty();
    }
}
