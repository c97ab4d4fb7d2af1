package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.TestRoom.PAGE;
import static io.waitingroom.permit.check.TestRoom.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the hand-over of a permit in the address, by a waiting page on another host. */
class HandOverTest {
    private final TestRoom room = new TestRoom();
    private final Origin origin = room.origin();

    @AfterEach
    void close() {
        room.close();
    }

    private static String seats(String permit) {
        return "/seats?row=3&waiting-room-permit=" + permit + "&x=%26";
    }

    private static void assertExchanged(RawHttp.Response response, String permit) {
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/seats?row=3&x=%26");
        assertThat(response.header("Set-Cookie"))
                .isEqualTo("waiting-room-permit=" + permit + "; Path=/; Max-Age=120; HttpOnly; SameSite=Lax");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    private static void assertRedirectedToWaitingPage(RawHttp.Response response) {
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location"))
                .isEqualTo(PAGE + "?next=http%3A%2F%2Flocalhost%2Fseats%3Frow%3D3%26x%3D%2526");
        assertThat(response.header("Set-Cookie")).isEmpty();
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void permitMovesFromTheAddressToTheCookie() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        assertThat(origin.get("/seats?row=3&x=%26", cookie(permit)).status()).isEqualTo(200);
    }

    @Test
    void permitWorksOnce() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        assertRedirectedToWaitingPage(origin.get(seats(permit)));
        assertRedirectedToWaitingPage(origin.get(seats(permit)));
    }

    @Test
    void permitWorksOnceDespiteEncodedParameterName() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        var response = origin.get("/seats?%77aiting-room%2Dpermit=" + permit);
        assertThat(response.header("Location")).isEqualTo(PAGE + "?next=http%3A%2F%2Flocalhost%2Fseats");
    }

    @Test
    void usedPermitRedirectsItsOwnBrowser() {
        var permit = room.signer.permit();
        assertExchanged(origin.get(seats(permit)), permit);
        var again = origin.get(seats(permit), cookie(permit));
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).isEqualTo("/seats?row=3&x=%26");
    }

    @Test
    void expiredPermitIsNotExchanged() {
        var permit = room.signer.permit();
        room.time.pass(Duration.ofSeconds(130));
        assertRedirectedToWaitingPage(origin.get(seats(permit)));
    }

    @Test
    void permitAtItsEndStillGetsACookie() {
        var permit = room.signer.permit();
        room.time.pass(Duration.ofSeconds(125));
        assertThat(origin.get(seats(permit)).header("Set-Cookie")).contains("Max-Age=1;");
    }

    @Test
    void forgedPermitIsRemovedFromTheReturnAddress() {
        assertRedirectedToWaitingPage(origin.get(seats(new Signer(room.time).permit())));
        assertRedirectedToWaitingPage(origin.get(seats("")));
        assertRedirectedToWaitingPage(origin.get(seats("x")));
        assertRedirectedToWaitingPage(origin.get(seats("a%0d%0aSet-Cookie:%20x=y")));
        assertRedirectedToWaitingPage(origin.get("/seats?row=3&waiting-room-permit&x=%26&waiting-room-permit=%zz"));
    }

    @Test
    void permitOfAnotherSubjectDoesNotReplaceTheCookie() {
        var mine = room.signer.permit();
        var theirs = room.signer.permit(claims -> claims.subject("Another-Person-1234"));
        var response = origin.get(seats(theirs), cookie(mine));
        assertThat(response.header("Location")).isEqualTo("/seats?row=3&x=%26");
        assertThat(response.header("Set-Cookie")).isEmpty();
        var later = room.signer.permit();
        assertExchanged(origin.get(seats(later), cookie(mine)), later);
    }

    @Test
    void onlyPageRequestsExchangeThePermit() {
        var permit = room.signer.permit();
        assertThat(origin.call("POST", seats(permit)).status()).isEqualTo(401);
        assertThat(origin.call("HEAD", seats(permit), "Accept: text/html").header("Set-Cookie"))
                .isEmpty();
        assertExchanged(origin.get(seats(permit)), permit);
    }

    @Test
    void cookieOverTlsIsSecure() {
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
    void redirectStaysOnTheSameHost() {
        var lax = room.laxOrigin(filter -> filter);
        for (var path :
                new String[] {"//evil.example/", "///evil.example", "/\\evil.example", "//evil.example/%2e%2e"}) {
            var location = lax.get(path + "?waiting-room-permit=" + room.signer.permit())
                    .header("Location");
            assertThat(location).as(path).startsWith("http://localhost" + path);
        }
    }

    @Test
    void redirectLocationIsAscii() {
        var lax = room.laxOrigin(filter -> filter);
        // The UTF-8 bytes of an umlaut, as sent by a client that does not escape them.
        var response = lax.get("/b\u00c3\u00bchne?a=\"<&waiting-room-permit=" + room.signer.permit());
        assertThat(response.header("Location")).isEqualTo("/b%C3%BChne?a=\"<");
    }

    @Test
    void permitThatCannotBeCheckedGives503() {
        room.keys.close();
        var withoutKeys = room.origin();
        assertThat(withoutKeys.get(seats(room.signer.permit())).status()).isEqualTo(503);
    }
}
