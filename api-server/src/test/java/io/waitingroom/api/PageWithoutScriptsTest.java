package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the whole way through the room with forms and reloads. */
class PageWithoutScriptsTest {
    private static final String PAGE_WITH_NEXT = PlainBrowser.PAGE + "?next=%2Fseats";

    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));
    private final PlainBrowser browser = new PlainBrowser(api);

    @AfterEach
    void close() {
        room.close();
    }

    private PlainBrowser join() {
        return browser.send("join", "next", "/seats");
    }

    @Test
    void aFirstVisitOffersToJoinButDoesNotJoin() {
        browser.get(PAGE_WITH_NEXT);
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.state()).isEqualTo("joining");
        assertThat(browser.text("rejoin")).isEqualTo("Take a place");
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void aJoinFormSentTwiceJoinsOnceAndThePageShowsThePosition() {
        join();
        var session = browser.session();
        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.header("Location")).isEqualTo(PAGE_WITH_NEXT);
        join();
        assertThat(browser.session()).isEqualTo(session);
        assertThat(room.figures().joins()).isEqualTo(1);

        api.join();
        browser.get(PAGE_WITH_NEXT);
        assertThat(browser.state()).isEqualTo("waiting");
        assertThat(browser.text("position")).isEqualTo("1");
        assertThat(browser.text("ahead")).isEqualTo("0");
        assertThat(browser.text("keep")).contains("within 15 min");
        assertThat(browser.find("http-equiv=\"refresh\" content=\"(\\d+)\"")).matches("[1-9]\\d?");
    }

    @Test
    void aBrowserWithoutCookiesDoesNotJoin() {
        browser.blockingCookies().get(PAGE_WITH_NEXT);
        for (int attempt = 0; attempt < 3; attempt++) {
            browser.send("join", "next", "/seats");
            assertThat(browser.status()).isEqualTo(200);
            assertThat(browser.state()).isEqualTo("cookies");
            assertThat(browser.text("rejoin")).isEqualTo("Try again");
        }
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void aVisitorIsToldThatAFormDidNotGetThrough() {
        join();
        room.grant();
        browser.get(PAGE_WITH_NEXT + "&posted=1");
        assertThat(browser.state()).isEqualTo("active");
        assertThat(browser.text("posted")).contains("did not get through");
        assertThat(browser.response.body()).contains("\"stays\":true");
        assertThat(browser.get(PAGE_WITH_NEXT).response.body())
                .doesNotContain("id=\"posted\"")
                .contains("\"stays\":false");
    }

    @Test
    void redirectLoopIsStoppedAndExplained() {
        join();
        room.grant();
        for (int round = 1; round <= 3; round++) {
            assertThat(browser.get(PAGE_WITH_NEXT).state()).isEqualTo("active");
            browser.send("go", "next", "/seats");
            assertThat(browser.header("Location"))
                    .matches(round == 1 ? "/seats" : "/seats\\?waiting-room-round=" + round + "\\.\\w+");
        }
        assertThat(browser.get(PAGE_WITH_NEXT).state()).isEqualTo("round");
        assertThat(browser.text("headline")).isEqualTo("You were sent back here");
        assertThat(browser.response.body()).contains("\"stays\":true").contains("id=\"go\"");
        assertThat(api.metrics.get("waitingroom.page.rounds").counter().count()).isPositive();
    }

    @Test
    void tabsForSeveralDestinationsAreNoRedirectLoop() {
        join();
        room.grant();
        for (int seat = 1; seat <= 5; seat++) {
            browser.get(PlainBrowser.PAGE + "?next=%2Fseats%2F" + seat);
            assertThat(browser.state()).isEqualTo("active");
            browser.send("go", "next", "/seats/" + seat);
            assertThat(browser.header("Location")).isEqualTo("/seats/" + seat);
        }
    }

    @Test
    void roundsAreCountedInTheUrlIfTheCookieIsLost() {
        join();
        room.grant();
        var now = Long.toString(Instant.now().getEpochSecond(), 36);
        browser.get(PlainBrowser.PAGE + "?next=%2Fseats%3Fa%3D1%26waiting-room-round%3D2." + now);
        assertThat(browser.state()).isEqualTo("active");
        assertThat(browser.find("name=\"next\" value=\"([^\"]+)\"")).contains("waiting-room-round&#x3D;2.");
        browser.send("go", "next", "/seats?a=1&waiting-room-round=2." + now);
        assertThat(browser.header("Location")).startsWith("/seats?a=1&waiting-room-round=3.");
        browser.get(PlainBrowser.PAGE + "?next=%2Fseats%3Fwaiting-room-round%3D3." + now);
        assertThat(browser.state()).isEqualTo("round");
    }

    @Test
    void anOldRoundInTheUrlIsIgnored() {
        join();
        room.grant();
        browser.get(PlainBrowser.PAGE + "?next=%2Fseats%3Fwaiting-room-round%3D3.t5abcd");
        assertThat(browser.state()).isEqualTo("active");
        assertThat(browser.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("/seats");
    }

    @Test
    void aReloadOfAWaitingSessionIsAHeartbeat() {
        join();
        room.tick(Duration.ofMinutes(14));
        assertThat(browser.get(PAGE_WITH_NEXT).state()).isEqualTo("waiting");
        room.tick(Duration.ofMinutes(14));
        assertThat(browser.get(PAGE_WITH_NEXT).state()).isEqualTo("waiting");
        room.tick(Duration.ofMinutes(16));
        assertThat(browser.get(PAGE_WITH_NEXT).state()).isEqualTo("lost");
        assertThat(browser.text("rejoin")).isEqualTo("Join again");
    }

    @Test
    void theStepOnClaimsTheSlotAndAReloadDoesNot() {
        join();
        room.grant();
        browser.get(PAGE_WITH_NEXT);
        assertThat(browser.state()).isEqualTo("active");
        room.tick(Duration.ofSeconds(100));
        browser.get(PAGE_WITH_NEXT);
        assertThat(Body.of(api.lookUncached(browser.session())).number("expiresInSeconds"))
                .isEqualTo(500);
        browser.send("go", "next", "/seats");
        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.header("Location")).isEqualTo("/seats");
        assertThat(Body.of(api.lookUncached(browser.session())).number("expiresInSeconds"))
                .isEqualTo(600);
    }

    @Test
    void onlyAnActiveSessionCanGoOn() {
        join().send("go", "next", "/seats");
        assertThat(browser.header("Location")).isEqualTo(PAGE_WITH_NEXT);
        var withoutSession = new PlainBrowser(api).send("go", "next", "/seats");
        assertThat(withoutSession.header("Location")).isEqualTo(PAGE_WITH_NEXT);
    }

    @Test
    void aVisitorWhoLeavesStaysOutUntilTheNextJoin() {
        join();
        var session = browser.session();
        browser.send("leave", "next", "/seats");
        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.session()).isNull();
        assertThat(Body.of(api.look(session)).text("status")).isEqualTo("LEFT");
        assertThat(browser.get(browser.header("Location")).state()).isEqualTo("left");
        browser.send("join", "next", "/seats", "left", "1");
        assertThat(browser.header("Location")).isEqualTo(PAGE_WITH_NEXT);
        assertThat(browser.session()).isNotNull().isNotEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "../../etc/passwd", "<script>", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"})
    void anUnknownSessionIsShownAsLost(String session) {
        browser.withSession(session).get(PAGE_WITH_NEXT);
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.state()).isEqualTo("lost");
        assertThat(browser.response.body()).doesNotContain("<script>");
        assertThat(room.figures().joins()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1"
    })
    void aFormOfAnotherSiteChangesNothing(String header, String value) {
        join();
        room.grant();
        var before = room.dump();
        browser.withHeader(header, value);
        for (var form : new String[] {"join", "leave", "go"}) {
            browser.send(form, "next", "/seats");
            assertThat(browser.status()).as(form).isEqualTo(403);
            assertThat(browser.text("headline")).isEqualTo("Nothing was done");
            assertThat(browser.response.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aFormOfThePageItselfIsAccepted() {
        browser.withHeader("Sec-Fetch-Site", "same-origin").withHeader("Origin", "https://elsewhere.example");
        assertThat(join().status()).isEqualTo(303);
        var oldBrowser = new PlainBrowser(api).withHeader("Origin", "http://127.0.0.1:" + api.http.port());
        assertThat(oldBrowser.send("join").status()).isEqualTo(303);
    }

    @Test
    void aClosedRoomIsShownAsClosed() {
        TestApi.shared();
        try (var closed = new TestRoom(api.redisUri, TestRoom.capacity(0))) {
            assertThat(closed.figures().capacity()).isZero();
            join();
            await().until(() -> browser.get(PAGE_WITH_NEXT).state().equals("closed"));
        }
    }
}
