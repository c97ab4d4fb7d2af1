package io.waitingroom.faults;

import com.sun.net.httpserver.HttpServer;
import io.waitingroom.history.Stall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notes when the drill itself was late: steps that its timer ran too late, and slow requests to a server that answers at once.
 * These requests take the path of the visitors' requests, with the same HTTP client and a proxy of the same kind, each over a
 * new connection.
 */
final class StallMonitor implements AutoCloseable {
    /** A request that never ends is noted as well, and the next one is sent. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A shorter stall does not delay a heartbeat by an amount that matters. */
    private static final long MIN_STALL_NANOS = Duration.ofMillis(250).toNanos();

    private static final int NO_CONTENT = 204;

    private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final Proxy proxy;
    private final HttpClient client;

    /** @param client the HTTP client of the visitors */
    StallMonitor(HttpClient client) {
        this.client = client;
        server = server();
        proxy = new Proxy(server.getAddress().getPort());
    }

    private static HttpServer server() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Connection", "close");
                exchange.sendResponseHeaders(NO_CONTENT, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one request after the other. */
    void start(Timer timer) {
        var due = System.nanoTime();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port()))
                .timeout(TIMEOUT)
                .build();
        client.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, error) -> {
            note(due, System.nanoTime());
            timer.schedule(Timer.PAUSE_MILLIS, () -> start(timer));
        });
    }

    /** Notes a stall if a step was done much later than it was due. */
    void note(long due, long done) {
        if (done - due > MIN_STALL_NANOS) {
            stalls.add(new Stall(due, done));
        }
    }

    List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    @Override
    public void close() {
        proxy.close();
        server.stop(0);
    }

    /** Runs steps later. */
    @FunctionalInterface
    interface Timer {
        /** The pause between two requests: short enough to notice what delays a heartbeat. */
        long PAUSE_MILLIS = 100;

        void schedule(long millis, Runnable step);
    }
}
