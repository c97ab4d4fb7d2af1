package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waitingroom.faults.DrillVisitor.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Visitors of a drill, which must follow the README's rules for clients, and no stricter ones. */
class DrillVisitorTest {
    /** Enough for one of the answers to arrive in time on a busy machine. */
    private static final int ANSWERED = 3;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn";

    private record Heartbeat(int port, long at) {}

    /** Answers a heartbeat, depending on the number of earlier ones. */
    private interface Responder {
        void answer(HttpExchange exchange, int before) throws IOException;
    }

    private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Responder responder;
    private HttpServer one;
    private HttpServer other;
    private Crowd crowd;

    @BeforeEach
    void start() throws IOException {
        one = server();
        other = server();
        var ports = List.of(one.getAddress().getPort(), other.getAddress().getPort());
        crowd = new Crowd(new ApiClient(ports), new Random(1), CrowdSize.on(100_000));
    }

    @AfterEach
    void stop() {
        crowd.close();
        one.stop(0);
        other.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aHeartbeatIsSentWhenDueEvenIfTheLastOneHasNoAnswer() {
        responder = (exchange, before) -> {
            if (before < ANSWERED) {
                answer(
                        exchange,
                        200,
                        "{\"sessionId\":\"" + ID + "\",\"status\":\"WAITING\",\"heartbeatAfterSeconds\":0.3}");
            }
        };
        crowd.arrive(Behaviour.STAYS);
        Waits.until("heartbeats are sent", LIMIT, () -> heartbeats.size() >= ANSWERED + 3);
        assertThat(millis(ANSWERED, ANSWERED + 2))
                .as("less than one call without an answer takes")
                .isLessThan(3_000);
        assertThat(millis(ANSWERED, ANSWERED + 1)).isGreaterThanOrEqualTo(250);
    }

    @Test
    void aRefusedHeartbeatIsRetriedAtAnotherServerAfterRetryAfter() {
        responder = (exchange, before) -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, 503, "");
        };
        crowd.arrive(Behaviour.STAYS);
        Waits.until("six heartbeats are sent", LIMIT, () -> heartbeats.size() >= 6);
        for (int i = 1; i < 6; i++) {
            assertThat(heartbeats.get(i).port())
                    .isNotEqualTo(heartbeats.get(i - 1).port());
            assertThat(millis(i - 1, i)).isGreaterThanOrEqualTo(950);
        }
    }

    private long millis(int from, int to) {
        return TimeUnit.NANOSECONDS.toMillis(
                heartbeats.get(to).at() - heartbeats.get(from).at());
    }

    private HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        return server;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith(":heartbeat")) {
            var before = heartbeats.size();
            heartbeats.add(new Heartbeat(exchange.getLocalAddress().getPort(), System.nanoTime()));
            responder.answer(exchange, before);
        } else if (exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 202, "{\"sessionId\":\"" + ID + "\",\"status\":\"WAITING\"}");
        } else {
            answer(exchange, 200, "{\"sessionId\":\"" + ID + "\",\"status\":\"WAITING\",\"position\":1}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
        if (!body.isEmpty()) {
            exchange.getResponseBody().write(body.getBytes());
        }
        exchange.close();
    }
}
