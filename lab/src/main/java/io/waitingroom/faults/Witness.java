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
 * Notes when the drill itself was late: steps that its timer took too late, and requests that took long although they went
 * to a server that answers at once. Those go the way of everybody's, by the same client and a proxy like theirs, each over a
 * new connection.
 */
final class Witness implements AutoCloseable {
    /** Less delays nobody's heartbeat by as much as matters. */
    /** A request that never ends is noted as well, and does not end the watch. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final long LEAST_NANOS = Duration.ofMillis(250).toNanos();

    private static final int NO_CONTENT = 204;

    private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final Proxy door;
    private final HttpClient client;

    /** @param client that everybody's requests are sent by */
    Witness(HttpClient client) {
        this.client = client;
        server = server();
        door = new Proxy(server.getAddress().getPort());
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

    /** Sends such a request, then another one, and so on. */
    void ask(Timer timer) {
        var wanted = System.nanoTime();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port()))
                .timeout(LONGEST)
                .build();
        client.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, error) -> {
            note(wanted, System.nanoTime());
            timer.later(Timer.PAUSE_MILLIS, () -> ask(timer));
        });
    }

    /** Notes what was wanted at one moment and done at another. */
    void note(long wanted, long done) {
        if (done - wanted > LEAST_NANOS) {
            stalls.add(new Stall(wanted, done));
        }
    }

    List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    @Override
    public void close() {
        door.close();
        server.stop(0);
    }

    /** Takes steps later. */
    @FunctionalInterface
    interface Timer {
        /** Between two requests: often enough to see whatever holds up a heartbeat. */
        long PAUSE_MILLIS = 100;

        void later(long millis, Runnable step);
    }
}
