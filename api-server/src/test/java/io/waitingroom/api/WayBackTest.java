package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal that is a redirect, as forwardAuth of Traefik passes it on. */
class WayBackTest {
    private static final String REDIRECT = TestApi.VERIFY + "?otherwise=redirect";

    private final TestApi api = TestApi.shared();

    private HttpResponse<String> refused(String... headers) {
        return api.call("GET", REDIRECT, TestApi.NO_BODY, headers);
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void leadsToTheWaitingPageAndBack() {
        assertThat(location(refused("X-Forwarded-Uri", "/seats?row=3&seat=12")))
                .isEqualTo("/waiting-room?next=%2Fseats%3Frow%3D3%26seat%3D12");
    }

    @Test
    void alsoWhereWhatIsWantedFollowsThePath() {
        var answer = api.call("GET", TestApi.VERIFY + "/seats/12?otherwise=redirect");
        assertThat(location(answer)).isEqualTo("/waiting-room?next=%2Fseats%2F12");
    }

    @Test
    void alsoForWhoWaits() {
        var id = api.join();
        assertThat(location(refused("X-Forwarded-Uri", "/seats", "X-Waiting-Room-Session", id)))
                .isEqualTo("/waiting-room?next=%2Fseats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example/", "evil", "/a b"})
    void whatIsNoPathIsNoWayBack(String wanted) {
        assertThat(location(refused("X-Forwarded-Uri", wanted))).isEqualTo("/waiting-room");
    }

    @Test
    void whatIsNoVisitIsRefusedPlainly() {
        Body.assertProblem(refused("X-Forwarded-Uri", "/buy", "X-Forwarded-Method", "POST"), 401);
    }

    @Test
    void aPageOnAnotherHostIsToldTheWholeAddress() {
        try (var elsewhere = TestApi.with("--page-url=https://wait.example.com/waiting-room")) {
            var answer = elsewhere.call(
                    "GET",
                    REDIRECT,
                    TestApi.NO_BODY,
                    "X-Forwarded-Uri",
                    "/seats",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "tickets.example.com");
            assertThat(location(answer))
                    .isEqualTo("https://wait.example.com/waiting-room?next=https%3A%2F%2Ftickets.example.com%2Fseats");
        }
    }
}
