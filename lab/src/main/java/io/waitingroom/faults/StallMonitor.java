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
 * Notes when the drill itself was late. Either its timer ran a step too late, or a test request was slow although its server
 * responds at once. The test requests take the path of the visitors' requests: they use the same HTTP client and a proxy of the
 * same kind. Each test request uses a new connection.
 */
final class StallMonitor implements AutoCloseable {
    /** The timeout of a test request. A request without a response is noted as a stall too, and the next request is sent. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The shortest delay that is noted. A shorter delay of a heartbeat does not matter. */
    private static final long MIN_STALL_NANOS = Duration.ofMillis(250).toNanos();

    private static final int NO_CONTENT = 204;

    private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final Proxy proxy;
    private final HttpClient client;

    /**
     * Starts the server for the test requests and a proxy in front of it.
     *
     * @param client the HTTP client of the visitors
     */
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

    /**
     * Sends test requests one after the other, with a pause between them.
     *
     * @param timer the timer that runs the next request after the pause
     */
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

    /** Runs steps after a delay. */
    @FunctionalInterface
    interface Timer {
        /**
         * The pause between two test requests. The pause is so short that whatever delays a heartbeat also delays a test
         * request.
         */
        long PAUSE_MILLIS = 100;

        void schedule(long millis, Runnable step);
    }
}
