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

/** People who each keep their place by heartbeats over a connection of their own, and note how long the answers take. */
final class HeartbeatSenders implements AutoCloseable {
    private static final int OK = 200;

    private final int port;
    private final Duration pause;
    private final Histogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
    private final List<String> failures = new ArrayList<>();
    private final List<Thread> people = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /** @param pause between two heartbeats of a person */
    HeartbeatSenders(int port, List<String> ids, Duration pause) {
        this.port = port;
        this.pause = pause;
        for (var id : ids) {
            people.add(new Thread(() -> keep(id), "heartbeats"));
        }
        people.forEach(Thread::start);
    }

    private void keep(String id) {
        var request = Requests.bytes(Requests.post(Requests.one(id) + ":heartbeat", Requests.fromAnother()));
        try (var connection = new RawClient(port)) {
            var first = ThreadLocalRandom.current().nextLong(pause.toMillis());
            for (var wait = first; !end.await(wait, TimeUnit.MILLISECONDS); wait = pause.toMillis()) {
                var sent = System.nanoTime();
                connection.send(request);
                var status = connection.answer().status();
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
                if (status != OK) {
                    failed("answered " + status);
                }
            }
        } catch (IOException e) {
            failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void failed(String how) {
        failures.add(how);
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

    /** Lets each finish the heartbeat that is under way. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        for (var person : people) {
            person.join();
        }
    }
}
