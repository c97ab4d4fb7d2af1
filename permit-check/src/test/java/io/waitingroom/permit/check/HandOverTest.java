package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.Guarded.PAGE;
import static io.waitingroom.permit.check.Guarded.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A permit that the waiting page of another host puts into the address. */
class HandOverTest {
    private final Guarded room = new Guarded();
    private final Origin origin = room.origin();

    @AfterEach
    void close() {
        room.close();
    }

    private static String seats(String permit) {
        return "/seats?row=3&waiting-room-permit=" + permit + "&x=%26";
    }

    private static void assertExchanged(Raw.Answer answer, String permit) {
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/seats?row=3&x=%26");
        assertThat(answer.header("Set-Cookie"))
                .isEqualTo("waiting-room-permit=" + permit + "; Path=/; Max-Age=120; HttpOnly; SameSite=Lax");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    private static void assertSentToWait(Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location"))
                .isEqualTo(PAGE + "?next=http%3A%2F%2Flocalhost%2Fseats%3Frow%3D3%26x%3D%2526");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void isPutIntoTheCookieAndOutOfTheAddress() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        assertThat(origin.get("/seats?row=3&x=%26", cookie(permit)).status()).isEqualTo(200);
    }

    @Test
    void worksOnce() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        assertSentToWait(origin.get(seats(permit)));
        assertSentToWait(origin.get(seats(permit)));
    }

    @Test
    void worksOnceUnderAnyNameOfTheParameter() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        var answer = origin.get("/seats?%77aiting-room%2Dpermit=" + permit);
        assertThat(answer.header("Location")).isEqualTo(PAGE + "?next=http%3A%2F%2Flocalhost%2Fseats");
    }

    @Test
    void thatWasUsedLeadsItsOwnBrowserOn() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        var again = origin.get(seats(permit), cookie(permit));
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).isEqualTo("/seats?row=3&x=%26");
    }

    @Test
    void isOverAtTheSameTimeAsThePermit() {
        var permit = room.signer.permit();
        room.time.pass(Duration.ofSeconds(130));
        assertSentToWait(origin.get(seats(permit)));
    }

    @Test
    void inTheLastMomentIsStillKeptByTheBrowser() {
        var permit = room.signer.permit();
        room.time.pass(Duration.ofSeconds(125));
        assertThat(origin.get(seats(permit)).header("Set-Cookie")).contains("Max-Age=1;");
    }

    @Test
    void thatIsForgedIsTakenOutOfTheWayBack() {
        assertSentToWait(origin.get(seats(new Signer(room.time).permit())));
        assertSentToWait(origin.get(seats("")));
        assertSentToWait(origin.get(seats("x")));
        assertSentToWait(origin.get(seats("a%0d%0aSet-Cookie:%20x=y")));
        assertSentToWait(origin.get("/seats?row=3&waiting-room-permit&x=%26&waiting-room-permit=%zz"));
    }

    @Test
    void ofSomebodyElseDoesNotReplaceOnesOwn() {
        var mine = room.signer.permit();
        var theirs = room.signer.permit(claims -> claims.subject("Another-Person-1234"));
        var answer = origin.get(seats(theirs), cookie(mine));
        assertThat(answer.header("Location")).isEqualTo("/seats?row=3&x=%26");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        var later = room.signer.permit();
        assertExchanged(origin.get(seats(later), cookie(mine)), later);
    }

    @Test
    void isForPagesAlone() {
        var permit = room.signer.permit();
        assertThat(origin.call("POST", seats(permit)).status()).isEqualTo(401);
        assertThat(origin.call("HEAD", seats(permit), "Accept: text/html").header("Set-Cookie"))
                .isEmpty();
        assertExchanged(origin.get(seats(permit)), permit);
    }

    @Test
    void overTlsIsForTlsAlone() {
        var behindProxy = room.origin(PAGE, filter -> filter.trustForwarded(true));
        assertThat(behindProxy
                        .get(seats(room.signer.permit()), "X-Forwarded-Proto: https")
                        .header("Set-Cookie"))
                .endsWith("; Secure");
        assertThat(origin.get(seats(room.signer.permit()), "X-Forwarded-Proto: https")
                        .header("Set-Cookie"))
                .doesNotContain("Secure");
    }

    @Test
    void leadsToNoOtherHost() {
        var lax = room.laxOrigin(filter -> filter);
        for (var path :
                new String[] {"//evil.example/", "///evil.example", "/\\evil.example", "//evil.example/%2e%2e"}) {
            var location = lax.get(path + "?waiting-room-permit=" + room.signer.permit())
                    .header("Location");
            assertThat(location).as(path).startsWith("http://localhost" + path);
        }
    }

    @Test
    void leadsOnInAsciiWhateverTheAddressWas() {
        var lax = room.laxOrigin(filter -> filter);
        // The bytes of an umlaut, as a client sends them that does not escape.
        var answer = lax.get("/b\u00c3\u00bchne?a=\"<&waiting-room-permit=" + room.signer.permit());
        assertThat(answer.header("Location")).isEqualTo("/b%C3%BChne?a=\"<");
    }

    @Test
    void thatCannotBeCheckedIsNotLost() {
        room.keys.close();
        var blind = room.origin();
        assertThat(blind.get(seats(room.signer.permit())).status()).isEqualTo(503);
    }
}
