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
 * People who join, poll, send a heartbeat and leave, each from an address of their own and over a connection of their
 * own, one after the other in four places at once. Each call costs Redis exactly one.
 */
final class GoodClients {
    /**
     * How they were served.
     *
     * @param micros how long their calls took, the time to connect included, in microseconds
     * @param calls those that were answered as they should be
     * @param firstFailure empty if all went well
     */
    record Served(Histogram micros, int calls, int failed, String firstFailure) {
        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    private static final int AT_ONCE = 4;
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

    /** Lets them come until then, by {@link System#nanoTime}, and the last of them finish. */
    static Served serve(int port, long end) throws InterruptedException {
        var clients = new GoodClients(port, end);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            var thread = new Thread(clients::comeOneByOne, "good-" + i);
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        return new Served(clients.micros, clients.calls.get(), clients.failed.get(), clients.firstFailure.get());
    }

    private void comeOneByOne() {
        while (System.nanoTime() < end) {
            try {
                visit(Requests.fromAnother());
            } catch (IOException | RuntimeException e) {
                failed.incrementAndGet();
                firstFailure.compareAndSet("", e.toString());
            }
        }
    }

    private void visit(String from) throws IOException {
        var began = System.nanoTime();
        try (var connection = new RawClient(port)) {
            var joined = call(connection, began, Requests.post(Requests.SESSIONS, from), 202);
            var session = Requests.one(AttackedSystem.id(joined.body()));
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

    private RawClient.Answer call(RawClient connection, long began, String request, int expected) throws IOException {
        connection.send(Requests.bytes(request));
        var answer = connection.answer();
        var took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
        // A call that takes long keeps others from being made that would have taken long too.
        micros.recordValueWithExpectedInterval(took, PACE_MICROS);
        if (answer.status() != expected) {
            throw new IOException(request.split(" ")[0] + " was answered " + answer.status());
        }
        calls.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(PACE_MICROS - took));
        return answer;
    }
}
