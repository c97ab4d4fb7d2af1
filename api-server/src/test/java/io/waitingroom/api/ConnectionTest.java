package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Checks several requests over one connection. */
class ConnectionTest {
    private final TestApi api = TestApi.shared();
    private final String id = api.join();

    private String request(String method, String action, String... headers) {
        return RawHttp.request(method, TestApi.sessionPath(id) + action, headers);
    }

    @Test
    void aConnectionStaysUsableAfterARefusedBody() {
        try (var connection = new RawHttp(api)) {
            for (int i = 0; i < 5; i++) {
                connection.send(request("POST", "", "Content-Length: 4000") + "x".repeat(4000));
                Body.assertProblem(connection.response(), 405);
                connection.send(RawHttp.request("POST", TestApi.SESSIONS, "Content-Length: 2") + "{}");
                Body.assertProblem(connection.response(), 415);
            }
            connection.send(request("GET", ""));
            assertThat(connection.response().status()).isEqualTo(200);
        }
    }

    @Test
    void aRefusedBodyIsNeverReadAsTheNextRequest() {
        var smuggled = request("POST", ":leave", "Content-Length: 0").repeat(100);
        try (var connection = new RawHttp(api)) {
            connection.send(request("POST", ":heartbeat", "Content-Length: " + smuggled.length()) + smuggled);
            Body.assertProblem(connection.response(), 413);
        }
        assertThat(Body.of(api.look(id)).text("status")).isEqualTo("WAITING");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        try (var connection = new RawHttp(api)) {
            connection.send(request("GET", "")
                    + request("POST", ":heartbeat", "Content-Length: 0")
                    + RawHttp.request("POST", TestApi.SESSIONS, "Content-Length: 2") + "{}"
                    + request("POST", ":leave", "Content-Length: 0")
                    + request("POST", ":heartbeat", "Content-Length: 0")
                    + request("GET", ""));
            assertThat(connection.response().status()).isEqualTo(200);
            assertThat(connection.response().status()).isEqualTo(200);
            assertThat(connection.response().status()).isEqualTo(415);
            assertThat(connection.response().status()).isEqualTo(204);
            assertThat(connection.response().status()).isEqualTo(409);
            assertThat(Body.of(connection.response().body()).text("status")).isEqualTo("LEFT");
        }
    }

    @Test
    void aClientThatExpects100ContinueGetsIt() {
        var head = RawHttp.request(
                "POST",
                TestApi.SESSIONS,
                "Content-Type: application/json",
                "Content-Length: 2",
                "Expect: 100-continue");
        try (var connection = new RawHttp(api)) {
            assertThat(connection.send(head).response().status()).isEqualTo(100);
            assertThat(connection.send("{}").response().status()).isEqualTo(202);
            assertThat(connection.send(request("GET", "")).response().status()).isEqualTo(200);
        }
    }

    @Test
    void aTooLongBodyIsRefusedInsteadOf100Continue() {
        var head = request("POST", ":leave", "Content-Length: 5000", "Expect: 100-continue");
        Body.assertProblem(RawHttp.exchange(api, head), 413);
    }
}
