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

/** What a server answers that has kept requests waiting: here all of its threads that read are held up by others. */
class LoadSheddingTest {
    private static final Duration LONG_FOR_LOOKS = Duration.ofMillis(600);
    private static final Duration LONG_FOR_JOINS = Duration.ofMillis(1100);
    private static final Duration LONG_FOR_THE_REST = Duration.ofMillis(1600);

    private static final String KEYS = "/api/waiting-room/jwks.json";
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final AtomicInteger held = new AtomicInteger();
    private static volatile CountDownLatch release = new CountDownLatch(0);
    private static TestApi api;
    private String id;
    private double shedBefore;
    private List<RawHttp> holding = List.of();

    @BeforeAll
    static void start() {
        api = TestApi.withRoute(routes -> routes.get("/hold", ctx -> hold()));
    }

    private static void hold() throws InterruptedException {
        held.incrementAndGet();
        release.await();
    }

    @BeforeEach
    void makeReady() {
        // The test before may have held the server up for so long that it would refuse this join.
        Awaitility.await().until(() -> api.http.readingDelay().isZero());
        release = new CountDownLatch(1);
        id = api.join();
        shedBefore = shed();
    }

    @AfterEach
    void end() {
        release.countDown();
        holding.forEach(RawHttp::close);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    /** Holds all threads up for so long. Connections go to them in turns. */
    private void holdUp(Duration wait) {
        held.set(0);
        holding = IntStream.range(0, 2 * THREADS)
                .mapToObj(i -> new RawHttp(api).send(RawHttp.request("GET", "/hold")))
                .toList();
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> held.get() == THREADS);
        var since = System.nanoTime();
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> System.nanoTime() - since > wait.toNanos());
    }

    private RawHttp.Answer answerAfter(Duration wait, String request) {
        try (var connection = connected()) {
            holdUp(wait);
            connection.send(request);
            release.countDown();
            return connection.answer();
        }
    }

    /** A connection that the server has had a request of. */
    private RawHttp connected() {
        var connection = new RawHttp(api);
        assertThat(connection.send(look(id)).answer().status()).isEqualTo(200);
        return connection;
    }

    private static String look(String id) {
        return RawHttp.request("GET", TestApi.one(id));
    }

    private static double shed(String... kind) {
        return api.metrics.find("waitingroom.http.requests.shed").tags(kind).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aLookThatWaitedTooLongIsRefusedAndToldWhenToComeBack() {
        var answer = answerAfter(LONG_FOR_LOOKS, look(id));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
        assertThat(answer.headers().get("cache-control")).containsExactly("no-store");
        assertThat(Integer.parseInt(answer.headers().get("retry-after").get(0))).isBetween(2, 5);
        assertThat(answer.headers()).doesNotContainKey("connection");
        assertThat(shed()).isEqualTo(shedBefore + 1);
        assertThat(shed("kind", "look")).isPositive();
    }

    @Test
    void joinsAreServedWhileLooksAreRefused() {
        assertThat(answerAfter(LONG_FOR_LOOKS, RawHttp.request("POST", TestApi.SESSIONS))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void joinsAreRefusedAfterALongerWait() {
        assertThat(answerAfter(LONG_FOR_JOINS, RawHttp.request("POST", TestApi.SESSIONS))
                        .status())
                .isEqualTo(503);
        assertThat(shed("kind", "join")).isPositive();
    }

    @Test
    void theRestIsServedWhileJoinsAreRefused() {
        assertThat(answerAfter(LONG_FOR_JOINS, RawHttp.request("GET", KEYS)).status())
                .isEqualTo(200);
    }

    @Test
    void theRestIsRefusedAfterAStillLongerWait() {
        assertThat(answerAfter(LONG_FOR_THE_REST, RawHttp.request("GET", KEYS)).status())
                .isEqualTo(503);
        assertThat(shed("kind", "other")).isPositive();
    }

    @Test
    void aFirstVisitToThePageIsRefusedAsAJoinAndTheBrowserComesBackByItself() {
        var answer = answerAfter(LONG_FOR_JOINS, RawHttp.request("GET", "/waiting-room"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.headers().get("refresh").get(0))).isBetween(2, 5);
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
    void whatKeepsAPlaceIsServedHoweverLongItWaited(String request) {
        var parts = request.replace("{id}", id).split(" ");
        var answer = answerAfter(
                LONG_FOR_THE_REST, RawHttp.request(parts[0], parts[1], "Cookie: a=b; waiting-room-session=" + id));
        assertThat(answer.status()).isNotEqualTo(503);
    }

    @Test
    void aHeartbeatIsServedHoweverLongItWaited() {
        assertThat(answerAfter(LONG_FOR_THE_REST, RawHttp.request("POST", TestApi.one(id) + ":heartbeat"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLeaveIsServedHoweverLongItWaited() {
        assertThat(answerAfter(LONG_FOR_THE_REST, RawHttp.request("POST", TestApi.one(id) + ":leave"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aServerWithTimeServesLooks() {
        assertThat(RawHttp.exchange(api, look(id)).status()).isEqualTo(200);
        assertThat(shed()).isEqualTo(shedBefore);
    }
}
