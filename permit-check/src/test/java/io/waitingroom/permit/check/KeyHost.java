package io.waitingroom.permit.check;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that publishes keys. It can also fail, hang, or respond with invalid data. */
final class KeyHost implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String body;
    private volatile boolean hanging;

    KeyHost(JWK... keys) {
        this(0, keys);
    }

    KeyHost(int port, JWK... keys) {
        publish(keys);
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::respond);
        server.setExecutor(threads);
        server.start();
    }

    void publish(JWK... keys) {
        respondWith(200, new JWKSet(List.of(keys)).toString());
    }

    void respondWith(int newStatus, String newBody) {
        body = newBody;
        status = newStatus;
    }

    /** From now on the server accepts requests and never responds. */
    void hang() {
        hanging = true;
    }

    private void respond(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            if (hanging) {
                closing.await();
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int requestCount() {
        return requests.get();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port() + "/api/waiting-room/jwks.json");
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
