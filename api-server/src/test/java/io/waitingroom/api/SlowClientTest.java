package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.http.ConnectionLimit;
import io.waitingroom.http.OpenConnections;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Checks that slow clients do not block other clients. */
class SlowClientTest {
    private static final String HEAD = "GET " + TestApi.SESSIONS + " HTTP/1.1\r\nX: ";

    private static double connections(TestApi api) {
        return api.metrics.get("waitingroom.http.connections").gauge().value();
    }

    private static double cut(TestApi api, String reason) {
        var counter = api.metrics
                .find("waitingroom.http.connections.cut")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void slowRequestsAreCutOffWithinSeconds() {
        var id = TestApi.shared().join();
        var api = TestApi.shared();
        var before = cut(api, "slow");
        var slow = Stream.generate(() -> new RawHttp(api)).limit(4).toList();
        try (var kept = new RawHttp(api)) {
            slow.get(1).send(HEAD);
            slow.get(3).send(RawHttp.request("POST", TestApi.SESSIONS, "Content-Length: 4000"));
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(1))
                    .atMost(ConnectionLimit.FIRST_REQUEST_TIMEOUT.plusSeconds(4))
                    .until(() -> {
                        assertThat(kept.send(RawHttp.request("GET", TestApi.sessionPath(id)))
                                        .response()
                                        .status())
                                .isBetween(200, 404);
                        sendIfOpen(slow.get(1), "a");
                        sendIfOpen(slow.get(2), "\r\n");
                        sendIfOpen(slow.get(3), "a".repeat(300));
                        return cut(api, "slow") >= before + slow.size();
                    });
            assertThat(slow).allMatch(RawHttp::isClosed);
        } finally {
            slow.forEach(RawHttp::close);
        }
    }

    private static void sendIfOpen(RawHttp connection, String bytes) {
        try {
            connection.send(bytes);
        } catch (UncheckedIOException closed) {
            // The server has closed the connection, as it should.
        }
    }

    @Test
    void abandonedBodiesStartNoThreads() {
        try (var api = TestApi.with()) {
            var threads = ManagementFactory.getThreadMXBean();
            var head = RawHttp.request("POST", TestApi.SESSIONS, "Content-Length: 4000");
            var slow = Stream.generate(() -> new RawHttp(api).send(head + "{"))
                    .limit(400)
                    .toList();
            Awaitility.await().until(() -> connections(api) == 400);
            var before = threads.getTotalStartedThreadCount();
            Awaitility.await()
                    .atMost(ConnectionLimit.FIRST_REQUEST_TIMEOUT.plusSeconds(4))
                    .until(() -> cut(api, "slow") == 400);
            slow.forEach(connection -> assertThat(connection.isClosed()).isTrue());
            assertThat(threads.getTotalStartedThreadCount() - before).isLessThan(150);
            slow.forEach(RawHttp::close);
        }
    }

    @Test
    void aNewConnectionReplacesASlowOneAtTheLimit() {
        try (var api = TestApi.with("--max-connections=10");
                var kept = new RawHttp(api)) {
            var look = RawHttp.request("GET", TestApi.sessionPath("unknown"));
            assertThat(kept.send(look).response().status()).isEqualTo(404);
            var slow =
                    Stream.generate(() -> new RawHttp(api).send(HEAD)).limit(30).toList();
            Awaitility.await().until(() -> connections(api) == 10);
            IntStream.range(0, 30)
                    .forEach(i ->
                            assertThat(RawHttp.exchange(api, look).status()).isEqualTo(404));
            Awaitility.await()
                    .pollDelay(OpenConnections.GRACE_PERIOD)
                    .until(() -> RawHttp.exchange(api, look).status() == 404);
            assertThat(connections(api)).isLessThanOrEqualTo(10);
            assertThat(cut(api, "limit")).isGreaterThanOrEqualTo(21);
            slow.forEach(RawHttp::close);
        }
    }
}
