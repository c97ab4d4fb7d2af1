package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.permit.check.Origin.Answer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service with Jetty and the filter, and what people and others try there. */
class PermitFilterTest {
    private static final String PAGE = "https://wait.example.com/waiting-room";

    @AutoClose
    private final Room room = new Room();

    @AutoClose
    private final Origin origin =
            Origin.of(FilterSettings.of(VerifierSettings.of(room.keys()), PAGE).open("/static/", "/health"));

    private static String cookie(String permit) {
        return "Cookie: " + PermitFilter.COOKIE + "=" + permit;
    }

    private static void assertSentToTheWaitingPage(Answer answer, String next) {
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(PAGE + "?next=" + next);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.body()).doesNotContain("in: ");
    }

    @Test
    void whoHasNoPermitIsSentToTheWaitingPageAndBack() {
        assertSentToTheWaitingPage(
                origin.get("/seats?row=3&seat=4"), "http%3A%2F%2Fshop.example%2Fseats%3Frow%3D3%26seat%3D4");
    }

    @Test
    void whatIsNoVisitIsToldWhatItLacks() {
        for (var answer : new Answer[] {
            origin.send("POST", "/buy", "Content-Length: 0"), origin.get("/data", "Sec-Fetch-Mode: cors")
        }) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).startsWith("Bearer");
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"status\":401");
        }
    }

    @Test
    void whoHasOneComesInAndTheServiceIsToldWhoItIs() {
        var permit = room.permit();
        for (var header : new String[] {
            cookie(permit), "Authorization: Bearer " + permit, cookie("x") + "; " + PermitFilter.COOKIE + "=" + permit
        }) {
            var answer = origin.get("/seats", header);
            assertThat(answer.isIn()).as(header).isTrue();
            assertThat(answer.body())
                    .contains("in: %s [%s]".formatted(Room.SUBJECT, Room.SUBJECT))
                    .contains("Permit[subject=" + Room.SUBJECT)
                    .doesNotContain(permit);
        }
    }

    @Test
    void nobodyNamesThemselves() {
        var spoofed = new String[] {
            "Waiting-Room-Subject: admin",
            "waiting-room-subject: admin",
            "Waiting_Room_Subject: admin",
            cookie(room.permit())
        };
        assertThat(origin.get("/seats", spoofed).body())
                .startsWith("in: " + Room.SUBJECT)
                .doesNotContain("admin");
        assertThat(origin.get("/health", "Waiting-Room-Subject: admin", "Waiting_Room_Subject: admin")
                        .body())
                .startsWith("in: null [] []");
    }

    @Test
    void whatIsOpenIsOpenToEverybody() {
        assertThat(origin.get("/static/seats.css").isIn()).isTrue();
        assertThat(origin.get("/static/fonts/a-b_c~1.woff2?v=1").isIn()).isTrue();
        assertThat(origin.get("/health").isIn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/../seats",
                "/static/%2e%2e/seats",
                "/static/..%2fseats",
                "/static/%2E%2E%2Fseats",
                "/static//../seats",
                "//static/x",
                "/static/./x",
                "/static/..;/seats",
                "/static;x=/../seats",
                "/STATIC/x",
                "/Health",
                "/health/",
                "/health/x",
                "/health%2f..%2fseats",
                "/healthy",
                "/static\\..\\seats",
                "/staticx",
                "/%73tatic/x",
                "/seats/static/x",
                "/seats?/static/"
            })
    void noTrickMakesAnotherPathAnOpenOne(String target) {
        assertThat(origin.get(target).isIn()).isFalse();
    }

    @Test
    void aMethodInAHeaderChangesNothing() {
        var answer = origin.send("POST", "/buy", "Content-Length: 0", "X-HTTP-Method-Override: GET");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(origin.send("FOO", "/static/../seats").isIn()).isFalse();
        assertThat(origin.send("OPTIONS", "/seats").isIn()).isFalse();
    }

    @Test
    void aWebSocketNeedsOneAsWell() {
        var answer = origin.get("/live", "Upgrade: websocket", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void aHugeCookieIsARefusal() {
        assertThat(origin.get("/seats", cookie("x".repeat(4000))).status()).isEqualTo(303);
        assertThat(origin.get("/seats", cookie("x".repeat(20_000))).status()).isEqualTo(431);
    }

    @Test
    void theWayBackNeverLeadsToAnotherHost() {
        assertThat(origin.get("//evil.example/x").header("location")).endsWith("shop.example%2Fevil.example%2Fx");
        try (var sameHost = Origin.of(FilterSettings.of(VerifierSettings.of(room.keys()), "/waiting-room"))) {
            assertThat(sameHost.get("//evil.example").header("location"))
                    .isEqualTo("/waiting-room?next=%2Fevil.example");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutKeysItSaysThatItCannotTell() throws Exception {
        var gone = new Room();
        gone.close();
        try (var blind = Origin.of(FilterSettings.of(VerifierSettings.of(gone.keys()), PAGE))) {
            var answer = blind.get("/seats", cookie(gone.permit()));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isNotBlank();
            assertThat(blind.get("/seats").status()).isEqualTo(303);
        }
    }

    @Test
    void aContainerMayConfigureIt() throws Exception {
        var holder = new FilterHolder(PermitFilter.class);
        holder.setInitParameter("jwks-url", room.keys().toString());
        holder.setInitParameter("waiting-page", "/waiting-room");
        holder.setInitParameter("room", "gala");
        holder.setInitParameter("open-paths", "/static/, /health");
        holder.setInitParameter("fingerprint-header", "X-Client");
        try (var configured = new Origin(holder)) {
            assertThat(configured.get("/health").isIn()).isTrue();
            assertThat(configured.get("/seats", cookie(room.permit())).header("location"))
                    .isEqualTo("/waiting-room?next=%2Fseats");
            var bound = room.permit(claims -> claims.audience("gala").claim("bnd", Fingerprint.binding("one")));
            assertThat(configured.get("/seats", cookie(bound), "X-Client: one").isIn())
                    .isTrue();
            assertThat(configured.get("/seats", cookie(bound), "X-Client: two").isIn())
                    .isFalse();
            assertThat(configured.get("/seats", cookie(bound)).isIn()).isFalse();
        }
    }
}
