package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks refusals that are redirects, as forwardAuth of Traefik passes them on. */
class WaitingPageRedirectTest {
    private static final String REDIRECT = TestApi.VERIFY + "?otherwise=redirect";

    private final TestApi api = TestApi.shared();

    private HttpResponse<String> refused(String... headers) {
        return visit(api, REDIRECT, headers);
    }

    private static HttpResponse<String> visit(TestApi api, String path, String... headers) {
        var all = Stream.concat(Stream.of("Accept", "text/html,*/*;q=0.8"), Stream.of(headers));
        return api.call("GET", path, TestApi.NO_BODY, all.toArray(String[]::new));
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(303);
        return response.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void theRedirectLeadsToTheWaitingPageAndNamesTheDestination() {
        assertThat(location(refused("X-Forwarded-Uri", "/seats?row=3&seat=12")))
                .isEqualTo("/waiting-room?next=%2Fseats%3Frow%3D3%26seat%3D12");
    }

    @Test
    void anAppendedPathIsTheDestination() {
        var response = visit(api, TestApi.VERIFY + "/seats/12?row=%203", "X-Waiting-Room-Otherwise", "redirect");
        assertThat(location(response)).isEqualTo("/waiting-room?next=%2Fseats%2F12%3Frow%3D%25203");
    }

    @Test
    void aWaitingSessionIsRedirectedToo() {
        var id = api.join();
        assertThat(location(refused("X-Forwarded-Uri", "/seats", "X-Waiting-Room-Session", id)))
                .isEqualTo("/waiting-room?next=%2Fseats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\evil.example", "https://evil.example/", "evil", "/a/../b"})
    void anInvalidPathIsReplacedByTheFrontPage(String path) {
        assertThat(location(refused("X-Forwarded-Uri", path))).isEqualTo("/waiting-room?next=%2F");
    }

    @Test
    void aPathThatLooksLikeAHostBecomesAnAbsoluteUrl() {
        assertThat(location(refused("X-Forwarded-Uri", "//host/x", "X-Forwarded-Host", "tickets.example")))
                .isEqualTo("/waiting-room?next=http%3A%2F%2Ftickets.example%2F%2Fhost%2Fx");
    }

    @Test
    void aTooLongDestinationIsCutToItsPath() {
        assertThat(location(refused("X-Forwarded-Uri", "/seats?" + "/".repeat(2_000))))
                .hasSizeGreaterThan(6_000);
        assertThat(location(refused("X-Forwarded-Uri", "/seats?" + "/".repeat(3_000))))
                .isEqualTo("/waiting-room?next=%2Fseats");
    }

    @Test
    void theDestinationKeepsTheSchemeHttps() {
        assertThat(location(refused(
                        "X-Forwarded-Uri", "//x", "X-Forwarded-Host", "t.example", "X-Forwarded-Proto", "https,http")))
                .contains("next=https%3A");
    }

    @Test
    void aRequestThatIsNoVisitIsRefusedWithoutARedirect() {
        Body.assertProblem(refused("X-Forwarded-Uri", "/buy", "X-Forwarded-Method", "PUT"), 401);
        Body.assertProblem(api.call("GET", REDIRECT), 401);
        Body.assertProblem(refused("Sec-Fetch-Mode", "cors"), 401);
        Body.assertProblem(refused("X-Requested-With", "XMLHttpRequest"), 401);
        Body.assertProblem(refused("Sec-Fetch-Mode", "cors", "X-Waiting-Room-Session", api.join()), 401);
    }

    @Test
    void aFormIsRedirectedToThePageAndMarkedAsPosted() {
        assertThat(location(refused("X-Forwarded-Uri", "/buy", "X-Forwarded-Method", "POST")))
                .isEqualTo("/waiting-room?next=%2Fbuy&posted=1");
    }

    @Test
    void aPageOnAnotherHostGetsAnAbsoluteDestination() {
        try (var elsewhere = TestApi.with("--page-url=https://wait.example.com/waiting-room")) {
            var response = visit(
                    elsewhere,
                    REDIRECT,
                    "X-Forwarded-Uri",
                    "/seats",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "tickets.example.com");
            assertThat(location(response))
                    .isEqualTo("https://wait.example.com/waiting-room?next=https%3A%2F%2Ftickets.example.com%2Fseats");
            assertThat(location(visit(elsewhere, REDIRECT))).isEqualTo("https://wait.example.com/waiting-room");
        }
    }
}
