package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks instant entry: a visit is let in without the waiting page while there is room. */
class InstantEntryTest {
    private static final String ENTER = TestApi.VERIFY + "?enter=true&otherwise=redirect";

    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(2));
    private final Thread granter = new Thread(this::grant, "granter");

    @BeforeEach
    void open() {
        room.tick(Duration.ofSeconds(1));
        granter.start();
    }

    // Grants each new session within milliseconds, as a leader does.
    private void grant() {
        while (!Thread.currentThread().isInterrupted()) {
            room.grantNow();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        granter.interrupt();
        granter.join();
        room.close();
    }

    private HttpResponse<String> visit(String... headers) {
        var all = Stream.concat(Stream.of("Accept", "text/html", "X-Forwarded-Uri", "/seats"), Stream.of(headers));
        return api.call("GET", ENTER, TestApi.NO_BODY, all.toArray(String[]::new));
    }

    /** Returns the response to a visit that is let in. On a busy machine the grant may come too late for the first attempt. */
    private HttpResponse<String> entry() {
        return await().until(this::visit, response -> response.statusCode() == 204);
    }

    private static String session(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Set-Cookie")
                .orElse("")
                .replaceFirst("waiting-room-session=([^;]*);.*", "$1");
    }

    private void assertRedirectedToWait(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains("/waiting-room?next=%2Fseats");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aFirstVisitIsLetInAtOnce() {
        var response = entry();
        assertThat(response.headers().allValues("Set-Cookie")).hasSize(1);
        var id = session(response);
        assertThat(Body.of(api.lookUncached(id)).text("status")).isEqualTo("ACTIVE");
        assertThat(response.headers().firstValue("Waiting-Room-Remaining")).contains("30");
        var permit = response.headers().firstValue("Waiting-Room-Permit").orElseThrow();
        assertThat(response.headers().firstValue("Waiting-Room-Subject"))
                .contains(PermitForge.claims(permit).getSubject());
        assertThat(room.figures().active()).isEqualTo(1);
    }

    @Test
    void aReturningVisitorKeepsTheSession() {
        var id = session(entry());
        var joins = room.figures().joins();
        var again = visit("Cookie", "waiting-room-session=" + id);
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(again.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(again.headers().firstValue("Waiting-Room-Remaining")).contains("600");
        assertThat(room.figures().joins()).isEqualTo(joins);
    }

    @Test
    void anUnclaimedSlotIsSoonFree() {
        var id = session(entry());
        room.tick(Duration.ofSeconds(31));
        assertThat(Body.of(api.lookUncached(id)).text("status")).isEqualTo("EXPIRED");
        assertThat(room.figures().active()).isZero();
    }

    @Test
    void entriesDoNotExceedTheCapacity() {
        var responses = IntStream.range(0, 8)
                .mapToObj(i -> api.callAsync("GET", ENTER, "Accept", "text/html"))
                .toList();
        assertThat(responses.stream().filter(response -> response.join().statusCode() == 204))
                .hasSizeBetween(1, 2);
        assertThat(room.figures().active()).isBetween(1L, 2L);
        assertThat(room.figures().waiting()).isZero();
    }

    @Test
    void noVisitOvertakesAWaitingSession() {
        entry();
        entry();
        assertRedirectedToWait(visit());
        var waiting = api.join();
        assertRedirectedToWait(visit());
        assertRedirectedToWait(visit("Cookie", "waiting-room-session=" + waiting));
        assertThat(room.figures().waiting()).isEqualTo(1);
    }

    @Test
    void aVisitorWhoLeftGetsANewSession() {
        var id = session(entry());
        api.leave(id);
        assertThat(session(visit("Cookie", "waiting-room-session=" + id)))
                .isNotEmpty()
                .isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Sec-Fetch-Mode: cors",
                "Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe",
                "X-Forwarded-Method: POST",
                "X-Requested-With: XMLHttpRequest",
                "Sec-Purpose: prefetch;prerender",
                "Purpose: prefetch"
            })
    void aRequestThatIsNoVisitIsNotLetIn(String headers) {
        var named = Stream.of(headers.split("\\|")).flatMap(header -> Stream.of(header.split(": ", 2)));
        var all = Stream.concat(named, headers.startsWith("Accept") ? Stream.of() : Stream.of("Accept", "text/html"));
        var response = api.call("GET", TestApi.VERIFY + "?enter=true", TestApi.NO_BODY, all.toArray(String[]::new));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void instantEntryMustBeRequested() {
        assertThat(api.verify("Accept", "text/html").statusCode()).isEqualTo(401);
        assertThat(room.figures().joins()).isZero();
        assertThat(api.verify("Accept", "text/html", "X-Waiting-Room-Enter", "true")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void theQueryOfAnAppendedPathDoesNotRequestEntry() {
        var response = api.call("GET", TestApi.VERIFY + "/seats?enter=true", TestApi.NO_BODY, "Accept", "text/html");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void theFirstPermitIsShortLivedAndTheNextOneClaimsTheSlot() {
        var response = entry();
        var permit = response.headers().firstValue("Waiting-Room-Permit").orElseThrow();
        var left = PermitForge.claims(permit).getExpirationTime().getTime() - System.currentTimeMillis();
        assertThat(left).isLessThanOrEqualTo(15_000);
        var cookie = "waiting-room-session=" + session(response);
        assertThat(api.verify("Cookie", cookie).headers().firstValue("Waiting-Room-Permit"))
                .isEmpty();
        var next = visit("Cookie", cookie, "X-Waiting-Room-Enter", "true");
        assertThat(next.headers().firstValue("Waiting-Room-Permit")).isPresent();
        assertThat(next.headers().firstValue("Waiting-Room-Remaining")).contains("600");
    }

    @Test
    void aRefusedEntryTakesNoJoinToken() {
        try (var limited = TestApi.with("--join-rate-per-client=1/h");
                var full = new TestRoom(limited.redisUri, TestRoom.capacity(0))) {
            full.tick(Duration.ofSeconds(1));
            var response = limited.call("GET", ENTER, TestApi.NO_BODY, "Accept", "text/html");
            assertThat(response.statusCode()).isEqualTo(303);
            assertThat(limited.post(TestApi.SESSIONS).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aSearchEngineGetsNoSlotAndOneRequestPerSecond() {
        var name = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
        var responses = List.of(visit("User-Agent", name), visit("User-Agent", name), visit("User-Agent", name));
        assertThat(responses.stream().filter(response -> response.statusCode() == 204))
                .hasSizeLessThanOrEqualTo(1);
        var refused = responses.get(2);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("300");
        for (var response : List.of(
                api.call("GET", PlainBrowser.PAGE, TestApi.NO_BODY, "User-Agent", name),
                api.call("POST", TestApi.SESSIONS, TestApi.NO_BODY, "User-Agent", name))) {
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("300");
        }
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void aVisitWithoutATimelyGrantIsRedirectedAndNotQueued() throws InterruptedException {
        granter.interrupt();
        granter.join();
        assertRedirectedToWait(visit());
        await().until(() -> room.figures().waiting() == 0);
    }
}
