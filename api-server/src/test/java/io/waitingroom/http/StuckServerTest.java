package io.waitingroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.http.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Checks that a blocked handler is detected. No handler may block: all connections of its selector thread would wait. */
class StuckServerTest {
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AutoClose
    private final HttpServer http = HttpServer.prepare(
                    100,
                    new SimpleMeterRegistry(),
                    new ServedRoutes(
                            List.of(routes -> routes.get("/waits", this::handle)),
                            request -> RequestPriority.OTHER,
                            (request, response) -> {},
                            List.of()))
            .open("127.0.0.1", 0);

    @Test
    void aBlockedHandlerIsReportedUntilItGoesOn() throws Exception {
        await().during(Duration.ofMillis(500)).until(() -> http.trouble().isEmpty());
        var response = sendRequest();
        assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
        await().until(() -> http.trouble().isPresent());
        assertThat(http.trouble()).hasValue("requests are not answered in time");
        release.countDown();
        await().until(() -> http.trouble().isEmpty());
        response.join();
    }

    private CompletableFuture<?> sendRequest() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/waits"))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding());
    }

    private void handle(Context ctx) throws InterruptedException {
        blocked.countDown();
        release.await(15, TimeUnit.SECONDS);
    }
}
