package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import io.lettuce.core.RedisClient;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.system.TestSystem;
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
 * Tests the whole journey in a browser, as {@code ./waiting-room local} shows it: refusal, waiting page, turn, seat map for as long as
 * it takes, done, next visitor. A session expires after 5 s without a heartbeat and a permit after 4 s. So 13 s of shopping correspond
 * to ten minutes and more with the default settings.
 */
@ResourceLock(Site.OTHER_LOCK)
class ShoppingTest {
    private static final int PERMIT_SECONDS = 4;
    /** One heartbeat is sent every 5/3 s, so each page view outlasts a session and a permit. */
    private static final int HEARTBEATS = 4;

    private static final int PAGE_VIEWS = 2;

    @RegisterExtension
    static final Site site = Site.inOtherEnvironment("--capacity=1");

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

    // A server that has not yet noticed a closed stream keeps that session's slot.
    @BeforeEach
    void empty() {
        var client = RedisClient.create(redis.uri());
        client.connect().sync().flushall();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        TestSystem.await().until(() -> granter.management().readyRole().equals(Optional.of("leader")));
        TestSystem.await().until(() -> api.management().readyRole().isPresent());
    }

    @AfterAll
    static void end() {
        system.close();
    }

    private static Locator seat(Person person, String name) {
        return person.find("input[value=" + name + "]");
    }

    private static Person visitor() {
        return site.personAt(seats + "/seats", List.of(room, seats, site.shop().origin()));
    }

    @Test
    void journeyLeadsFromRefusalToTheNextVisitorsTurn() {
        var first = visitor().opensPage();
        assertThat(first.page())
                .hasURL(room + "/waiting-room?next=" + URLEncoder.encode(seats + "/seats", StandardCharsets.UTF_8));
        first.awaitsArrivalAt(seats + "/seats");
        assertThat(first.page()).hasURL(seats + "/seats");
        var second = visitor().opensPage().awaits("waiting").awaitsPosition(1);

        shopFor(first, HEARTBEATS);
        second.awaitsPosition(1);
        seat(first, "C7").check();
        seat(first, "C8").check();
        first.find(".bar button").click();
        first.find("form[method=post] button").click();
        assertThat(first.find("h1")).hasText("The tickets are yours");

        first.find("form[action='/done'] button").click();
        assertThat(first.find("h1")).hasText("Thank you");
        second.awaitsArrivalAt(seats + "/seats");
        assertThat(seat(second, "C7")).isDisabled();
        first.opens(seats + "/seats").awaits("left");
    }

    // The waiting page is closed. The seat map alone keeps the slot and renews the permit.
    private static void shopFor(Person person, int heartbeats) {
        var pageLoads = waitingPageLoads(person);
        for (int view = 0; view < PAGE_VIEWS; view++) {
            person.page().reload();
            assertThat(person.find("h1")).hasText("Choose your seats");
            var requests = person.requests().size();
            person.page().waitForCondition(() -> heartbeats(person, requests) >= heartbeats);
        }
        assertThat(waitingPageLoads(person)).isEqualTo(pageLoads);
    }

    private static long heartbeats(Person person, int since) {
        return person.requests().stream()
                .skip(since)
                .filter(request -> request.contains("sessions:heartbeat"))
                .count();
    }

    private static long waitingPageLoads(Person person) {
        return person.requests().stream()
                .filter(request -> request.contains("/waiting-room?"))
                .count();
    }

    @Test
    void heartbeatWithoutPermitIsRepeatedSoon() {
        var shopper = visitor().opensPage();
        shopper.awaitsArrivalAt(seats + "/seats");
        var response = new FulfillOptions()
                .setHeaders(Map.of(
                        "Access-Control-Allow-Origin", seats,
                        "Access-Control-Allow-Credentials", "true",
                        "Content-Type", "application/json"))
                .setBody("{\"status\":\"ACTIVE\",\"heartbeatAfterSeconds\":200}");
        shopper.page().route("**/sessions:heartbeat", route -> route.fulfill(response));
        var requests = shopper.requests().size();
        shopper.page().waitForCondition(() -> heartbeats(shopper, requests) >= 3);
    }

    @Test
    void closingTheSeatMapLosesTheSlot() {
        var shopper = visitor().opensPage();
        shopper.awaitsArrivalAt(seats + "/seats");
        var next = visitor().opensPage().awaits("waiting");
        shopper.page().navigate("about:blank");
        next.awaitsArrivalAt(seats + "/seats");
        shopper.opensPage().awaits("lost");
    }

    @Test
    void pagesCannotBeFramed() {
        var person = visitor();
        person.opens(site.shop().origin());
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
        person.ignoresErrors("frame");
    }
}
