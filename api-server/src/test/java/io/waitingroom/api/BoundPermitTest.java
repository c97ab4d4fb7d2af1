package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks permits that are bound to a client, which a header of the proxy identifies. */
class BoundPermitTest {
    private static final String HEADER = "X-Client-Fingerprint";

    private TestApi api;
    private TestRoom room;
    private String permit;

    private void admit(String... flags) {
        api = TestApi.with(flags);
        room = new TestRoom(api.redisUri);
        var id = api.join();
        room.grant();
        var response = api.call(
                "GET", TestApi.sessionPath(id) + "?asOf=" + api.asOf(id, 1_000_000), TestApi.NO_BODY, HEADER, "one");
        permit = Body.of(response).text("permit");
    }

    @AfterEach
    void close() {
        room.close();
        api.close();
    }

    private HttpResponse<String> verifyFrom(String... fingerprint) {
        var headers = new ArrayList<>(List.of("Authorization", "Bearer " + permit));
        headers.addAll(List.of(fingerprint));
        return api.verify(headers.toArray(String[]::new));
    }

    @Test
    void aBoundPermitIsValidOnlyForItsClient() {
        admit("--bind-permit=" + HEADER);
        assertThat(verifyFrom(HEADER, "one").statusCode()).isEqualTo(204);
        assertThat(verifyFrom(HEADER, "another").statusCode()).isEqualTo(401);
        assertThat(verifyFrom().statusCode()).isEqualTo(401);
        assertThat(verifyFrom(HEADER, "one").statusCode()).isEqualTo(204);
        assertThat(PermitForge.claims(permit).getClaim("bnd")).asString().hasSize(43);
    }

    @Test
    void aPermitIsValidForAnyClientByDefault() {
        admit();
        assertThat(verifyFrom(HEADER, "one").statusCode()).isEqualTo(204);
        assertThat(verifyFrom(HEADER, "another").statusCode()).isEqualTo(204);
        assertThat(PermitForge.claims(permit).getClaims()).doesNotContainKey("bnd");
    }

    @Test
    void aHeartbeatWithThePermitOfAnotherClientIsRefused() {
        admit("--bind-permit=" + HEADER);
        var heartbeat = api.call(
                "POST",
                TestApi.SESSIONS + ":heartbeat",
                TestApi.NO_BODY,
                "Authorization",
                "Bearer " + permit,
                HEADER,
                "another");
        Body.assertProblem(heartbeat, 401);
    }
}
