package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Meter;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Checks that session ids, which are secret, appear neither in metrics nor in log lines. */
class DiscretionTest {
    private static final List<String> ROUTES = List.of(
            TestApi.SESSIONS,
            TestApi.SESSIONS + "/{id}",
            TestApi.SESSIONS + "/{id}:heartbeat",
            TestApi.SESSIONS + "/{id}:leave",
            "none");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @Test
    void metricsAndLogsContainNoSessionIds() {
        appender.start();
        root.addAppender(appender);
        try (var redis = EmbeddedRedis.start();
                var api = new TestApi(redis.uri()).awaitReady()) {
            var id = api.join();
            callAllRoutes(api, id);
            redis.kill();
            callAllRoutes(api, id);
            await().until(() -> !api.readiness.problems().isEmpty());
            assertThat(logged()).contains("Redis is away").doesNotContain(id, id.substring(4));
            assertRoutes(api, id);
        } finally {
            root.detachAppender(appender);
        }
    }

    private static void callAllRoutes(TestApi api, String id) {
        var path = TestApi.sessionPath(id);
        for (var action : List.of("", ":heartbeat", ":leave", ":heartbeat", "/more", "%00", ";x=1", "//", "?q=" + id)) {
            for (var method : List.of("GET", "POST", "DELETE", "BREW")) {
                RawHttp.exchange(api, RawHttp.request(method, path + action));
                RawHttp.exchange(api, RawHttp.request(method, path + action, "Host: " + id));
                RawHttp.exchange(api, RawHttp.request(method, path + action, "Content-Length: " + id));
                RawHttp.exchange(api, RawHttp.request(method, path + action, "Content-Length: 5000"));
                RawHttp.exchange(
                        api, RawHttp.request(method, path + action, "Transfer-Encoding: chunked") + id + "\r\n");
            }
        }
        RawHttp.exchange(api, id + " / HTTP/1.1\r\n\r\n");
        api.postJson(TestApi.SESSIONS, "{\"eventId\":\"" + id);
    }

    private String logged() {
        return List.copyOf(appender.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    private static void assertRoutes(TestApi api, String id) {
        var routes = api.metrics.find("waitingroom.http.requests").meters().stream()
                .map(meter -> meter.getId().getTag("route"))
                .collect(Collectors.toSet());
        assertThat(routes).containsExactlyInAnyOrderElementsOf(ROUTES);
        assertThat(api.metrics.getMeters())
                .extracting(Meter::getId)
                .noneMatch(meter -> meter.toString().contains(id.substring(4)));
    }
}
