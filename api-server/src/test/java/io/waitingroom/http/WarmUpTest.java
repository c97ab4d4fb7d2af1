package io.waitingroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger handled = new AtomicInteger();

    @Test
    void warmUpRequestsAreHandledAndNotCounted() throws IOException {
        var served = new ServedRoutes(
                List.of(routes -> routes.get("/page", ctx -> handled.incrementAndGet())),
                request -> RequestPriority.OTHER,
                (request, response) -> {},
                List.of("GET /page"));
        try (var http = HttpServer.prepare(10, metrics, served)) {
            http.warmUp();
            assertThat(handled).hasPositiveValue();
            assertThat(metrics.find("waitingroom.http.requests").timers()).isEmpty();

            http.open("127.0.0.1", 0);
            URI.create("http://127.0.0.1:" + http.port() + "/page")
                    .toURL()
                    .openStream()
                    .close();
            await().untilAsserted(() -> assertThat(
                            metrics.get("waitingroom.http.requests").timers())
                    .singleElement()
                    .extracting(Timer::count)
                    .isEqualTo(1L));
        }
    }
}
