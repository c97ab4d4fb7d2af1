package io.waitingroom.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Well-behaved clients, four at a time. Each client joins, polls, sends a heartbeat and leaves, from its own address and over
 * its own connection. Each call of these clients costs exactly one Redis call.
 */
final class GoodClients {
    /**
     * The result of the good clients, which shows how they were served.
     *
     * @param micros the latency of their calls in microseconds, including the time to connect
     * @param calls the number of calls with the expected response
     * @param failed the number of visits that failed
     * @param firstFailure the first failure, empty if there is none
     */
    record Served(Histogram micros, int calls, int failed, String firstFailure) {
        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    private static final int CONCURRENT_CLIENTS = 4;
    private static final int POLLS = 3;
    private static final long PACE_MICROS = 10_000;

    private final int port;
    private final long end;
    private final Histogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");

    private GoodClients(int port, long end) {
        this.port = port;
        this.end = end;
    }

    /** Runs clients until the given time of {@link System#nanoTime}, and waits until the last clients have finished. */
    static Served serve(int port, long end) throws InterruptedException {
        var clients = new GoodClients(port, end);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONCURRENT_CLIENTS; i++) {
            var thread = new Thread(clients::visitRepeatedly, "good-" + i);
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        return new Served(clients.micros, clients.calls.get(), clients.failed.get(), clients.firstFailure.get());
    }

    private void visitRepeatedly() {
        while (System.nanoTime() < end) {
            try {
                visit(Requests.fromNewClient());
            } catch (IOException | RuntimeException e) {
                failed.incrementAndGet();
                firstFailure.compareAndSet("", e.toString());
            }
        }
    }

    private void visit(String from) throws IOException {
        var start = System.nanoTime();
        try (var connection = new RawClient(port)) {
            var joined = call(connection, start, Requests.post(Requests.SESSIONS, from), 202);
            var session = Requests.sessionPath(AttackedSystem.id(joined.body()));
            for (int i = 0; i < POLLS; i++) {
                call(connection, Requests.head("GET", session, from), 200);
            }
            call(connection, Requests.post(session + ":heartbeat", from), 200);
            call(connection, Requests.post(session + ":leave", from), 204);
        }
    }

    private void call(RawClient connection, String request, int expected) throws IOException {
        call(connection, System.nanoTime(), request, expected);
    }

    private RawClient.Response call(RawClient connection, long start, String request, int expected) throws IOException {
        connection.send(Requests.bytes(request));
        var response = connection.readResponse();
        var duration = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        // Corrects for coordinated omission: a slow call delays further calls, which would have been slow too.
        micros.recordValueWithExpectedInterval(duration, PACE_MICROS);
        if (response.status() != expected) {
            throw new IOException("unexpected response to " + request.split(" ")[0] + ": " + response.status());
        }
        calls.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(PACE_MICROS - duration));
        return response;
    }
}
