package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A permit that the waiting page, on another host, hands over in the address. */
class HandOverTest {
    @AutoClose
    private final Room room = new Room();

    @AutoClose
    private final Origin origin =
            Origin.of(FilterSettings.of(VerifierSettings.of(room.keys()), "https://wait.example.com/waiting-room")
                    .at("https://tickets.example.com"));

    private static String with(String permit) {
        return "/seats?row=3&waiting-room-permit=" + permit + "&seat=4";
    }

    @Test
    void isExchangedForACookieThatScriptsCannotSee() {
        var permit = room.permit();
        var answer = origin.get(with(permit));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/seats?row=3&seat=4");
        assertThat(answer.header("set-cookie"))
                .startsWith("waiting-room-permit=" + permit + ";")
                .contains("Path=/", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=5");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(origin.get("/seats", "Cookie: waiting-room-permit=" + permit).isIn())
                .isTrue();
    }

    @Test
    void isExchangedOnce() {
        var permit = room.permit();
        origin.get(with(permit));
        var again = origin.get(with(permit));
        assertThat(again.header("set-cookie")).isEmpty();
        assertThat(again.header("location"))
                .isEqualTo("https://wait.example.com/waiting-room?next="
                        + "https%3A%2F%2Ftickets.example.com%2Fseats%3Frow%3D3%26seat%3D4");
        // Whoever has the cookie has only reloaded.
        var reloaded = origin.get(with(permit), "Cookie: waiting-room-permit=" + permit);
        assertThat(reloaded.header("location")).isEqualTo("/seats?row=3&seat=4");
    }

    @Test
    void oneThatIsNotGoodIsNotExchanged() {
        var expired = room.permit(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60))));
        for (var permit : new String[] {"x", "", expired, room.permit() + "A"}) {
            var answer = origin.get(with(permit));
            assertThat(answer.header("set-cookie")).isEmpty();
            assertThat(answer.header("location"))
                    .startsWith("https://wait.example.com/")
                    .doesNotContain("permit");
        }
    }

    @Test
    void twoAtOnceAreNone() {
        var answer = origin.get(with(room.permit()) + "&waiting-room-permit=" + room.permit());
        assertThat(answer.header("set-cookie")).isEmpty();
        assertThat(answer.header("location")).startsWith("https://wait.example.com/");
    }

    @Test
    void isForVisitsAlone() {
        var answer = origin.send("POST", with(room.permit()), "Content-Length: 0");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("set-cookie")).isEmpty();
    }

    @Test
    void leadsToNoOtherHost() {
        var answer = origin.get("//evil.example/?waiting-room-permit=" + room.permit());
        assertThat(answer.header("location")).isEqualTo("/evil.example/");
    }
}
