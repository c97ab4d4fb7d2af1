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
    private CompletableFuture<RawHttp.Answer> answer;
    private RawHttp connection;

    @BeforeEach
    void aRequestIsInFlight() {
        var id = api.join();
        redis.pause();
        // The answer to the first of two pipelined requests shows that the second one is being handled.
        connection = new RawHttp(api)
                .send(RawHttp.request("GET", "/") + RawHttp.request("POST", TestApi.one(id) + ":heartbeat"));
        assertThat(connection.answer().status()).isEqualTo(404);
        answer = CompletableFuture.supplyAsync(connection::answer);
    }

    @AfterEach
    void close() {
        connection.close();
        api.close();
        redis.close();
    }

    @Test
    void aRequestInFlightIsAnsweredAlthoughRedisStaysAway() {
        var closed = CompletableFuture.runAsync(api.http::close);
        Body.assertProblem(answer.join(), 503);
        closed.join();
    }

    @Test
    void aRequestInFlightIsServedOnceRedisIsBack() {
        var port = api.http.port();
        var closed = CompletableFuture.runAsync(api.http::close);
        awaitRefusal(port);
        redis.resume();
        assertThat(answer.join().status()).isEqualTo(200);
        closed.join();
    }

    private static void awaitRefusal(int port) {
        await().untilAsserted(() ->
                assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class));
    }
}
