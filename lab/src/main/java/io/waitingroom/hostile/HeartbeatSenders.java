package io.waitingroom.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Clients that send regular heartbeats, each over its own connection, and measure the latency of the responses. */
final class HeartbeatSenders implements AutoCloseable {
    private static final int OK = 200;

    private final int port;
    private final Duration interval;
    private final Histogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
    private final List<String> failures = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /**
     * Starts one client for each session.
     *
     * @param ids the ids of the sessions
     * @param interval the time between two heartbeats of a session
     */
    HeartbeatSenders(int port, List<String> ids, Duration interval) {
        this.port = port;
        this.interval = interval;
        for (var id : ids) {
            threads.add(new Thread(() -> sendHeartbeats(id), "heartbeats"));
        }
        threads.forEach(Thread::start);
    }

    private void sendHeartbeats(String id) {
        var request = Requests.bytes(Requests.post(Requests.sessionPath(id) + ":heartbeat", Requests.fromNewClient()));
        try (var connection = new RawClient(port)) {
            var first = ThreadLocalRandom.current().nextLong(interval.toMillis());
            for (var wait = first; !end.await(wait, TimeUnit.MILLISECONDS); wait = interval.toMillis()) {
                var sent = System.nanoTime();
                connection.send(request);
                var status = connection.readResponse().status();
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
                if (status != OK) {
                    addFailure("status " + status);
                }
            }
        } catch (IOException e) {
            addFailure(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void addFailure(String failure) {
        failures.add(failure);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    long answered() {
        return micros.getTotalCount();
    }

    double seconds(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e6;
    }

    /** Stops each client after its current heartbeat, and waits until all clients have stopped. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        for (var thread : threads) {
            thread.join();
        }
    }
}
