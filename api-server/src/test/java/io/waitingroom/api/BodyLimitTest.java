package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.http.BodyLimit;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLimitTest {
    private static final int LIMIT = BodyLimit.API;

    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);
    private final String id = api.join();

    @AfterEach
    void close() {
        room.close();
    }

    private Stream<String> postTargets() {
        return Stream.of(
                TestApi.SESSIONS,
                TestApi.sessionPath(id) + ":heartbeat",
                TestApi.sessionPath(id) + ":leave",
                TestApi.sessionPath("unknown") + ":leave",
                "/nothing");
    }

    private static String chunked(String target, int size) {
        return RawHttp.request("POST", target, "Content-Type: application/json", "Transfer-Encoding: chunked")
                + Integer.toHexString(size) + "\r\n" + " ".repeat(size) + "\r\n0\r\n\r\n";
    }

    @Test
    void aTooLongContentLengthIsRefusedBeforeTheBodyIsRead() {
        var before = room.dump();
        postTargets()
                .forEach(target -> Body.assertProblem(
                        RawHttp.exchange(api, RawHttp.request("POST", target, "Content-Length: " + (LIMIT + 1))), 413));
        var huge = RawHttp.request("POST", TestApi.SESSIONS, "Content-Length: 9223372036854775807");
        Body.assertProblem(RawHttp.exchange(api, huge), 413);
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aTooLongChunkedBodyIsRefused() {
        var before = room.dump();
        postTargets().forEach(target -> {
            Body.assertProblem(RawHttp.exchange(api, chunked(target, LIMIT + 1)), 413);
            Body.assertProblem(RawHttp.exchange(api, chunked(target, 50_000)), 413);
        });
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aPageFormMayContainALongDestination() {
        var browser = new PlainBrowser(api);
        browser.send("leave", "next", "/" + "/".repeat(6_000));
        assertThat(browser.status()).isEqualTo(303);
        browser.send("leave", "next", "/" + "/".repeat(7_000));
        assertThat(browser.status()).isEqualTo(413);
    }

    @Test
    void aBodyOfExactlyTheLimitIsAccepted() {
        var json = "{}" + " ".repeat(LIMIT - 2);
        assertThat(api.postJson(TestApi.SESSIONS, json).statusCode()).isEqualTo(202);
        var chunked = chunked(TestApi.sessionPath(id) + ":leave", LIMIT);
        assertThat(RawHttp.exchange(api, chunked).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 20_000})
    void anEndlessBodyIsRefusedWithinSeconds(int chunk) throws Exception {
        for (var target : postTargets().toList()) {
            var answered = new AtomicBoolean();
            try (var connection = new RawHttp(api)) {
                connection.send(RawHttp.request("POST", target, "Transfer-Encoding: chunked"));
                var sender = CompletableFuture.runAsync(() -> sendUntilAnswered(connection, chunk, answered));
                Body.assertProblem(connection.response(), 413);
                answered.set(true);
                sender.get(5, TimeUnit.SECONDS);
            }
        }
        assertThat(api.look(id).statusCode()).isEqualTo(200);
    }

    private static void sendUntilAnswered(RawHttp connection, int size, AtomicBoolean answered) {
        var chunk = Integer.toHexString(size) + "\r\n" + "a".repeat(size) + "\r\n";
        try {
            while (!answered.get()) {
                connection.send(chunk);
            }
        } catch (UncheckedIOException closed) {
            // The server may close the connection of such a client.
        }
    }

    @Test
    void aTruncatedBodyIsRefused() {
        try (var connection = new RawHttp(api)) {
            connection
                    .send(RawHttp.request("POST", TestApi.SESSIONS, "Content-Length: 10") + "{}")
                    .shutdownOutput();
            Body.assertProblem(connection.response(), 400);
        }
        assertThat(room.figures().joins()).isEqualTo(1);
    }

    @Test
    void requestsWithoutTheirBodiesDoNotBlockOtherRequests() {
        var idle = Stream.generate(() -> new RawHttp(api)).limit(300).toList();
        try {
            idle.forEach(connection ->
                    connection.send(RawHttp.request("POST", TestApi.SESSIONS, "Content-Length: 10") + "{"));
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> api.look(id).statusCode() == 200);
        } finally {
            idle.forEach(RawHttp::close);
        }
    }
}
