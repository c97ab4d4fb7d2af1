package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks load shedding. The tested request has to wait because other requests block all threads that read requests. */
class LoadSheddingTest {
    private static final Duration TOO_LONG_FOR_LOOKS = Duration.ofMillis(600);
    private static final Duration TOO_LONG_FOR_JOINS = Duration.ofMillis(1100);
    private static final Duration TOO_LONG_FOR_OTHERS = Duration.ofMillis(1600);

    private static final String KEYS = "/api/waiting-room/jwks.json";
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final AtomicInteger blocked = new AtomicInteger();
    private static volatile CountDownLatch release = new CountDownLatch(0);
    private static TestApi api;
    private String id;
    private double shedBefore;
    private List<RawHttp> blockers = List.of();

    @BeforeAll
    static void start() {
        api = TestApi.withRoute(routes -> routes.get("/hold", ctx -> block()));
    }

    private static void block() throws InterruptedException {
        blocked.incrementAndGet();
        release.await();
    }

    @BeforeEach
    void prepare() {
        // The previous test may have blocked the server for so long that it would refuse this join.
        Awaitility.await().until(() -> api.http.readingDelay().isZero());
        release = new CountDownLatch(1);
        id = api.join();
        shedBefore = shed();
    }

    @AfterEach
    void unblock() {
        release.countDown();
        blockers.forEach(RawHttp::close);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    /** Blocks all threads for this time. The server assigns connections to its threads in turn. */
    private void blockThreads(Duration wait) {
        blocked.set(0);
        blockers = IntStream.range(0, 2 * THREADS)
                .mapToObj(i -> new RawHttp(api).send(RawHttp.request("GET", "/hold")))
                .toList();
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> blocked.get() == THREADS);
        var start = System.nanoTime();
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> System.nanoTime() - start > wait.toNanos());
    }

    private RawHttp.Response responseAfter(Duration wait, String request) {
        try (var connection = connected()) {
            blockThreads(wait);
            connection.send(request);
            release.countDown();
            return connection.response();
        }
    }

    /** Opens a connection over which the server has already answered a request. */
    private RawHttp connected() {
        var connection = new RawHttp(api);
        assertThat(connection.send(look(id)).response().status()).isEqualTo(200);
        return connection;
    }

    private static String look(String id) {
        return RawHttp.request("GET", TestApi.sessionPath(id));
    }

    private static double shed(String... kind) {
        return api.metrics.find("waitingroom.http.requests.shed").tags(kind).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aLookThatWaitedTooLongIsRefusedWithRetryAfter() {
        var response = responseAfter(TOO_LONG_FOR_LOOKS, look(id));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().get("content-type")).containsExactly("application/problem+json");
        assertThat(response.headers().get("cache-control")).containsExactly("no-store");
        assertThat(Integer.parseInt(response.headers().get("retry-after").get(0)))
                .isBetween(2, 5);
        assertThat(response.headers()).doesNotContainKey("connection");
        assertThat(shed()).isEqualTo(shedBefore + 1);
        assertThat(shed("kind", "look")).isPositive();
    }

    @Test
    void joinsAreServedWhileLooksAreRefused() {
        assertThat(responseAfter(TOO_LONG_FOR_LOOKS, RawHttp.request("POST", TestApi.SESSIONS))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void joinsAreRefusedAfterALongerWait() {
        assertThat(responseAfter(TOO_LONG_FOR_JOINS, RawHttp.request("POST", TestApi.SESSIONS))
                        .status())
                .isEqualTo(503);
        assertThat(shed("kind", "join")).isPositive();
    }

    @Test
    void otherRequestsAreServedWhileJoinsAreRefused() {
        assertThat(responseAfter(TOO_LONG_FOR_JOINS, RawHttp.request("GET", KEYS))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void otherRequestsAreRefusedAfterAnEvenLongerWait() {
        assertThat(responseAfter(TOO_LONG_FOR_OTHERS, RawHttp.request("GET", KEYS))
                        .status())
                .isEqualTo(503);
        assertThat(shed("kind", "other")).isPositive();
    }

    @Test
    void aFirstPageVisitIsShedLikeAJoinAndRefreshesItself() {
        var response = responseAfter(TOO_LONG_FOR_JOINS, RawHttp.request("GET", "/waiting-room"));
        assertThat(response.status()).isEqualTo(503);
        assertThat(Integer.parseInt(response.headers().get("refresh").get(0))).isBetween(2, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/waiting-room/sessions/{id}:heartbeat",
                "OPTIONS /api/waiting-room/sessions/{id}:heartbeat",
                "POST /api/waiting-room/sessions:heartbeat",
                "POST /waiting-room/go",
                "GET /api/waiting-room/verify",
                "GET /api/waiting-room/sessions/{id}/events",
                "GET /waiting-room",
            })
    void requestsThatKeepASessionAreNeverShed(String request) {
        var parts = request.replace("{id}", id).split(" ");
        var response = responseAfter(
                TOO_LONG_FOR_OTHERS, RawHttp.request(parts[0], parts[1], "Cookie: a=b; waiting-room-session=" + id));
        assertThat(response.status()).isNotEqualTo(503);
    }

    @Test
    void aHeartbeatIsNeverShed() {
        assertThat(responseAfter(TOO_LONG_FOR_OTHERS, RawHttp.request("POST", TestApi.sessionPath(id) + ":heartbeat"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLeaveIsNeverShed() {
        assertThat(responseAfter(TOO_LONG_FOR_OTHERS, RawHttp.request("POST", TestApi.sessionPath(id) + ":leave"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anIdleServerServesLooks() {
        assertThat(RawHttp.exchange(api, look(id)).status()).isEqualTo(200);
        assertThat(shed()).isEqualTo(shedBefore);
    }
}
