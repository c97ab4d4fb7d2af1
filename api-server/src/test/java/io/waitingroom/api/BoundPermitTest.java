package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A permit that two clients show at once, where the proxy tells clients apart. */
class BoundPermitTest {
    private static final String HEADER = "X-Client-Fingerprint";

    private TestApi api;
    private TestRoom room;
    private String permit;

    private void letIn(String... flags) {
        api = TestApi.with(flags);
        room = new TestRoom(api.redisUri);
        var id = api.join();
        room.grant();
        var view =
                api.call("GET", TestApi.one(id) + "?asOf=" + api.asOf(id, 1_000_000), TestApi.NO_BODY, HEADER, "one");
        permit = Body.of(view).text("permit");
    }

    @AfterEach
    void close() {
        room.close();
        api.close();
    }

    private HttpResponse<String> shownBy(String... fingerprint) {
        var headers = new ArrayList<>(List.of("Authorization", "Bearer " + permit));
        headers.addAll(List.of(fingerprint));
        return api.verify(headers.toArray(String[]::new));
    }

    @Test
    void isGoodForTheClientThatItWasGivenToAlone() {
        letIn("--bind-permit=" + HEADER);
        assertThat(shownBy(HEADER, "one").statusCode()).isEqualTo(204);
        assertThat(shownBy(HEADER, "another").statusCode()).isEqualTo(401);
        assertThat(shownBy().statusCode()).isEqualTo(401);
        assertThat(shownBy(HEADER, "one").statusCode()).isEqualTo(204);
        assertThat(PermitForge.claims(permit).getClaim("bnd")).asString().hasSize(43);
    }

    @Test
    void isGoodForEverybodyByDefault() {
        letIn();
        assertThat(shownBy(HEADER, "one").statusCode()).isEqualTo(204);
        assertThat(shownBy(HEADER, "another").statusCode()).isEqualTo(204);
        assertThat(PermitForge.claims(permit).getClaims()).doesNotContainKey("bnd");
    }

    @Test
    void everyClientIsGivenItsOwn() {
        letIn("--bind-permit=" + HEADER);
        var renewed = api.call(
                "POST",
                TestApi.SESSIONS + ":heartbeat",
                TestApi.NO_BODY,
                "Authorization",
                "Bearer " + permit,
                HEADER,
                "another");
        Body.assertProblem(renewed, 401);
    }
}
