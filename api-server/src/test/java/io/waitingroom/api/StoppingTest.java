package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoppingTest {
    private final EmbeddedRedis redis = EmbeddedRedis.start();
    private final TestApi api = new TestApi(redis.uri()).awaitReady();
    private CompletableFuture<RawHttp.Response> response;
    private RawHttp connection;

    @BeforeEach
    void startRequest() {
        var id = api.join();
        redis.pause();
        // The response to the first of two pipelined requests shows that the second one is being handled.
        connection = new RawHttp(api)
                .send(RawHttp.request("GET", "/") + RawHttp.request("POST", TestApi.sessionPath(id) + ":heartbeat"));
        assertThat(connection.response().status()).isEqualTo(404);
        response = CompletableFuture.supplyAsync(connection::response);
    }

    @AfterEach
    void close() {
        connection.close();
        api.close();
        redis.close();
    }

    @Test
    void aRequestInFlightIsAnsweredEvenIfRedisStaysAway() {
        var closed = CompletableFuture.runAsync(api.http::close);
        Body.assertProblem(response.join(), 503);
        closed.join();
    }

    @Test
    void aRequestInFlightIsServedOnceRedisIsBack() {
        var port = api.http.port();
        var closed = CompletableFuture.runAsync(api.http::close);
        awaitConnectionRefused(port);
        redis.resume();
        assertThat(response.join().status()).isEqualTo(200);
        closed.join();
    }

    private static void awaitConnectionRefused(int port) {
        await().untilAsserted(() ->
                assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class));
    }
}
