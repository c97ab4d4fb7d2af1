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

/** The whole way through the room by forms and reloads. */
class PageWithoutScriptsTest {
    private static final String HERE = PlainBrowser.PAGE + "?next=%2Fseats";

    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));
    private final PlainBrowser person = new PlainBrowser(api);

    @AfterEach
    void close() {
        room.close();
    }

    private PlainBrowser waiting() {
        return person.send("join", "next", "/seats");
    }

    @Test
    void whoComesFirstMayJoinAndIsNotJoinedByALook() {
        person.get(HERE);
        assertThat(person.status()).isEqualTo(200);
        assertThat(person.state()).isEqualTo("joining");
        assertThat(person.text("rejoin")).isEqualTo("Take a place");
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void aJoinShowsThePlaceAndItsFormSentTwiceIsOne() {
        waiting();
        var session = person.session();
        assertThat(person.status()).isEqualTo(303);
        assertThat(person.header("Location")).isEqualTo(HERE);
        waiting();
        assertThat(person.session()).isEqualTo(session);
        assertThat(room.figures().joins()).isEqualTo(1);

        api.join();
        person.get(HERE);
        assertThat(person.state()).isEqualTo("waiting");
        assertThat(person.text("position")).isEqualTo("1");
        assertThat(person.text("ahead")).isEqualTo("0");
        assertThat(person.text("keep")).contains("within 15 min");
        assertThat(person.find("http-equiv=\"refresh\" content=\"(\\d+)\"")).matches("[1-9]\\d?");
    }

    @Test
    void noPlaceIsTakenForABrowserThatKeepsNoCookies() {
        person.blockingCookies().get(HERE);
        for (int press = 0; press < 3; press++) {
            person.send("join", "next", "/seats");
            assertThat(person.status()).isEqualTo(200);
            assertThat(person.state()).isEqualTo("cookies");
            assertThat(person.text("rejoin")).isEqualTo("Try again");
        }
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void whoseFormDidNotGetThroughIsToldSo() {
        waiting();
        room.grant();
        person.get(HERE + "&posted=1");
        assertThat(person.state()).isEqualTo("active");
        assertThat(person.text("posted")).contains("did not get through");
        assertThat(person.answer.body()).contains("\"stays\":true");
        assertThat(person.get(HERE).answer.body())
                .doesNotContain("id=\"posted\"")
                .contains("\"stays\":false");
    }

    @Test
    void whoIsSentBackAgainAndAgainIsStoppedAndToldWhy() {
        waiting();
        room.grant();
        for (int round = 1; round <= 3; round++) {
            assertThat(person.get(HERE).state()).isEqualTo("active");
            person.send("go", "next", "/seats");
            assertThat(person.header("Location"))
                    .matches(round == 1 ? "/seats" : "/seats\\?waiting-room-round=" + round + "\\.\\w+");
        }
        assertThat(person.get(HERE).state()).isEqualTo("round");
        assertThat(person.text("headline")).isEqualTo("You were sent back here");
        assertThat(person.answer.body()).contains("\"stays\":true").contains("id=\"go\"");
        assertThat(api.metrics.get("waitingroom.page.rounds").counter().count()).isPositive();
    }

    @Test
    void tabsForSeveralDestinationsAtATimeMakeNoCircle() {
        waiting();
        room.grant();
        for (int seat = 1; seat <= 5; seat++) {
            person.get(PlainBrowser.PAGE + "?next=%2Fseats%2F" + seat);
            assertThat(person.state()).isEqualTo("active");
            person.send("go", "next", "/seats/" + seat);
            assertThat(person.header("Location")).isEqualTo("/seats/" + seat);
        }
    }

    @Test
    void roundsAreCountedInTheAddressWhereTheCookieIsLost() {
        waiting();
        room.grant();
        var now = Long.toString(Instant.now().getEpochSecond(), 36);
        person.get(PlainBrowser.PAGE + "?next=%2Fseats%3Fa%3D1%26waiting-room-round%3D2." + now);
        assertThat(person.state()).isEqualTo("active");
        assertThat(person.find("name=\"next\" value=\"([^\"]+)\"")).contains("waiting-room-round&#x3D;2.");
        person.send("go", "next", "/seats?a=1&waiting-room-round=2." + now);
        assertThat(person.header("Location")).startsWith("/seats?a=1&waiting-room-round=3.");
        person.get(PlainBrowser.PAGE + "?next=%2Fseats%3Fwaiting-room-round%3D3." + now);
        assertThat(person.state()).isEqualTo("round");
    }

    @Test
    void anAddressThatWasKeptCountsForNothing() {
        waiting();
        room.grant();
        person.get(PlainBrowser.PAGE + "?next=%2Fseats%3Fwaiting-room-round%3D3.t5abcd");
        assertThat(person.state()).isEqualTo("active");
        assertThat(person.find("name=\"next\" value=\"([^\"]+)\"")).isEqualTo("/seats");
    }

    @Test
    void eachReloadOfWhoWaitsIsAHeartbeat() {
        waiting();
        room.tick(Duration.ofMinutes(14));
        assertThat(person.get(HERE).state()).isEqualTo("waiting");
        room.tick(Duration.ofMinutes(14));
        assertThat(person.get(HERE).state()).isEqualTo("waiting");
        room.tick(Duration.ofMinutes(16));
        assertThat(person.get(HERE).state()).isEqualTo("lost");
        assertThat(person.text("rejoin")).isEqualTo("Join again");
    }

    @Test
    void aReloadClaimsNothingAndGoingOnDoes() {
        waiting();
        room.grant();
        person.get(HERE);
        assertThat(person.state()).isEqualTo("active");
        room.tick(Duration.ofSeconds(100));
        person.get(HERE);
        assertThat(Body.of(api.lookPastMemory(person.session())).number("expiresInSeconds"))
                .isEqualTo(500);
        person.send("go", "next", "/seats");
        assertThat(person.status()).isEqualTo(303);
        assertThat(person.header("Location")).isEqualTo("/seats");
        assertThat(Body.of(api.lookPastMemory(person.session())).number("expiresInSeconds"))
                .isEqualTo(600);
    }

    @Test
    void nobodyGoesOnBeforeTheirTurnOrWithoutAPlace() {
        waiting().send("go", "next", "/seats");
        assertThat(person.header("Location")).isEqualTo(HERE);
        var stranger = new PlainBrowser(api).send("go", "next", "/seats");
        assertThat(stranger.header("Location")).isEqualTo(HERE);
    }

    @Test
    void whoGivesUpIsOutAndStaysOutUntilTheyJoinAgain() {
        waiting();
        var session = person.session();
        person.send("leave", "next", "/seats");
        assertThat(person.status()).isEqualTo(303);
        assertThat(person.session()).isNull();
        assertThat(Body.of(api.look(session)).text("status")).isEqualTo("LEFT");
        assertThat(person.get(person.header("Location")).state()).isEqualTo("left");
        person.send("join", "next", "/seats", "left", "1");
        assertThat(person.header("Location")).isEqualTo(HERE);
        assertThat(person.session()).isNotNull().isNotEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "../../etc/passwd", "<script>", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"})
    void aPlaceThatIsNoneIsLost(String session) {
        person.holding(session).get(HERE);
        assertThat(person.status()).isEqualTo(200);
        assertThat(person.state()).isEqualTo("lost");
        assertThat(person.answer.body()).doesNotContain("<script>");
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
        waiting();
        room.grant();
        var before = room.dump();
        person.saying(header, value);
        for (var form : new String[] {"join", "leave", "go"}) {
            person.send(form, "next", "/seats");
            assertThat(person.status()).as(form).isEqualTo(403);
            assertThat(person.text("headline")).isEqualTo("Nothing was done");
            assertThat(person.answer.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aFormOfThePageItselfIsTaken() {
        person.saying("Sec-Fetch-Site", "same-origin").saying("Origin", "https://elsewhere.example");
        assertThat(waiting().status()).isEqualTo(303);
        var older = new PlainBrowser(api).saying("Origin", "http://127.0.0.1:" + api.http.port());
        assertThat(older.send("join").status()).isEqualTo(303);
    }

    @Test
    void aClosedRoomSaysSo() {
        TestApi.shared();
        try (var closed = new TestRoom(api.redisUri, TestRoom.capacity(0))) {
            assertThat(closed.figures().capacity()).isZero();
            waiting();
            await().until(() -> person.get(HERE).state().equals("closed"));
        }
    }
}
