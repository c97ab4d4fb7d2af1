package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import io.lettuce.core.RedisClient;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.system.Sale;
import io.waitingroom.testkit.EmbeddedRedis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The whole story in a browser, as {@code ./waiting-room local} shows it: refused, the waiting page, your turn, seats for as long
 * as it takes, done, the next person. A session lives for 5 s unless it is kept, and a permit for 4 s, so that 13 s of
 * shopping are what ten minutes and more are with the usual settings.
 */
@ResourceLock(Site.OTHER_LOCK)
class ShoppingTest {
    private static final int PERMIT_SECONDS = 4;
    /** One in 5/3 s: each visit outlasts a session, and a permit. */
    private static final int HEARTBEATS = 4;

    private static final int VISITS = 2;

    @RegisterExtension
    static final Site site = Site.inTheOtherWorld("--capacity=1");

    private static final LocalSystem system = new LocalSystem(System.out::println);
    private static final int port = EmbeddedRedis.freePort();
    private static final int seatsPort = EmbeddedRedis.freePort();
    private static final String room = "http://localhost:" + port;
    private static final String seats = "http://localhost:" + seatsPort;

    private static EmbeddedRedis redis;
    private static Child api;
    private static Child granter;

    @BeforeAll
    static void start() {
        redis = system.startRedis();
        api = system.startApiServer(
                port, "--allowed-next=" + seats, "--allowed-origins=" + seats, "--permit-ttl=" + PERMIT_SECONDS + "s");
        granter = system.startGranter(List.of("--capacity=1", "--active-ttl=5s", "--waiting-ttl=1m"));
        system.startSeatMap(
                seatsPort,
                "--jwks-url=" + room + "/api/waiting-room/jwks.json",
                "--waiting-page=" + room + "/waiting-room",
                "--leeway=off");
    }

    // A server that has not noticed yet that somebody's stream is gone keeps their slot for them.
    @BeforeEach
    void empty() {
        var client = RedisClient.create(redis.uri());
        client.connect().sync().flushall();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        Sale.await().until(() -> granter.management().readyRole().equals(Optional.of("leader")));
        Sale.await().until(() -> api.management().readyRole().isPresent());
    }

    @AfterAll
    static void end() {
        system.close();
    }

    private static Locator seat(Person person, String name) {
        return person.sees("input[value=" + name + "]");
    }

    private static Person visitor() {
        return site.personAt(seats + "/seats", List.of(room, seats, site.shop().origin()));
    }

    @Test
    void fromTheFirstRefusalToTheNextPersonsTurn() {
        var first = visitor().comes();
        assertThat(first.page())
                .hasURL(room + "/waiting-room?next=" + URLEncoder.encode(seats + "/seats", StandardCharsets.UTF_8));
        first.awaitsArrivalAt(seats + "/seats");
        assertThat(first.page()).hasURL(seats + "/seats");
        var second = visitor().comes().awaits("waiting").awaitsPosition(1);

        shopFor(first, HEARTBEATS);
        second.awaitsPosition(1);
        seat(first, "C7").check();
        seat(first, "C8").check();
        first.sees(".bar button").click();
        first.sees("form[method=post] button").click();
        assertThat(first.sees("h1")).hasText("The tickets are yours");

        first.sees("form[action='/done'] button").click();
        assertThat(first.sees("h1")).hasText("Thank you");
        second.awaitsArrivalAt(seats + "/seats");
        assertThat(seat(second, "C7")).isDisabled();
        first.comesTo(seats + "/seats").awaits("left");
    }

    // The waiting page is gone: the page with the seats alone keeps the slot, by itself, and renews the permit.
    private static void shopFor(Person person, int heartbeats) {
        var pages = waitingPages(person);
        for (int visit = 0; visit < VISITS; visit++) {
            person.page().reload();
            assertThat(person.sees("h1")).hasText("Choose your seats");
            var requests = person.requests().size();
            person.page().waitForCondition(() -> heartbeats(person, requests) >= heartbeats);
        }
        assertThat(waitingPages(person)).isEqualTo(pages);
    }

    private static long heartbeats(Person person, int since) {
        return person.requests().stream()
                .skip(since)
                .filter(request -> request.contains("sessions:heartbeat"))
                .count();
    }

    private static long waitingPages(Person person) {
        return person.requests().stream()
                .filter(request -> request.contains("/waiting-room?"))
                .count();
    }

    @Test
    void aPageWhoseHeartbeatGotNoPermitSoonAsksForOne() {
        var shopper = visitor().comes();
        shopper.awaitsArrivalAt(seats + "/seats");
        var answer = new FulfillOptions()
                .setHeaders(Map.of(
                        "Access-Control-Allow-Origin", seats,
                        "Access-Control-Allow-Credentials", "true",
                        "Content-Type", "application/json"))
                .setBody("{\"status\":\"ACTIVE\",\"heartbeatAfterSeconds\":200}");
        shopper.page().route("**/sessions:heartbeat", route -> route.fulfill(answer));
        var requests = shopper.requests().size();
        shopper.page().waitForCondition(() -> heartbeats(shopper, requests) >= 3);
    }

    @Test
    void whoClosesTheSeatsLosesTheSlotAndComesBackToTheEnd() {
        var shopper = visitor().comes();
        shopper.awaitsArrivalAt(seats + "/seats");
        var next = visitor().comes().awaits("waiting");
        shopper.page().navigate("about:blank");
        next.awaitsArrivalAt(seats + "/seats");
        shopper.comes().awaits("lost");
    }

    @Test
    void neitherPageMayBeFramed() {
        var person = visitor();
        person.comesTo(site.shop().origin());
        for (var target : List.of(room + "/waiting-room", seats + "/thanks")) {
            person.page().evaluate("""
                    target => new Promise(done => {
                        const frame = document.createElement('iframe');
                        frame.onload = done;
                        frame.src = target;
                        document.body.append(frame);
                    })""", target);
            assertThat(person.page()
                            .frames()
                            .get(person.page().frames().size() - 1)
                            .content())
                    .doesNotContain("Lantern Hall")
                    .doesNotContain("id=\"status\"");
        }
        person.forgives("frame");
    }
}
