package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionEndTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final URI base = URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/");
    private volatile int status = 204;

    SessionEndTest() throws IOException {
        api.createContext("/", this::respond);
        api.setExecutor(Executors.newCachedThreadPool());
        api.start();
    }

    @AfterEach
    void close() {
        closing.countDown();
        api.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (status == 0) {
                closing.await();
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void leaveIsSentWithThePermit() {
        assertThat(new SessionEnd(base).end("a.b.c")).isTrue();
        assertThat(calls).containsExactly("POST /api/waiting-room/sessions:leave Bearer a.b.c");
    }

    @Test
    void refusedLeaveIsReported() {
        status = 401;
        assertThat(new SessionEnd(base).end("a.b.c")).isFalse();
    }

    @Test
    @Timeout(10)
    void hangingRoomTimesOut() {
        status = 0;
        assertThat(new SessionEnd(base).end("a.b.c")).isFalse();
    }

    @Test
    void unreachableRoomThrowsNoError() {
        api.stop(0);
        assertThat(new SessionEnd(base).end("a.b.c")).isFalse();
    }

    @Test
    void invalidPermitIsNotSent() {
        assertThat(new SessionEnd(base).end("a\r\nX: y")).isFalse();
        assertThat(calls).isEmpty();
    }
}
