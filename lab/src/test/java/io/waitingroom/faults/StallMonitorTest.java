package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Stall;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallMonitorTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aLateStepIsAStall() {
        try (var stallMonitor = new StallMonitor(HttpClient.newHttpClient())) {
            var second = TimeUnit.SECONDS.toNanos(1);
            stallMonitor.note(second, second + TimeUnit.MILLISECONDS.toNanos(250));
            assertThat(stallMonitor.stalls()).isEmpty();
            stallMonitor.note(second, 2 * second);
            assertThat(stallMonitor.stalls()).containsExactly(new Stall(second, 2 * second));
        }
    }

    @Test
    void aDelayOfTheClientIsNoted() throws InterruptedException {
        var released = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(1);
        var timer = Executors.newSingleThreadScheduledExecutor();
        try (var stallMonitor =
                new StallMonitor(HttpClient.newBuilder().executor(threads).build())) {
            threads.execute(() -> await(released));
            var start = System.nanoTime();
            stallMonitor.start((millis, step) -> timer.schedule(step, millis, TimeUnit.MILLISECONDS));
            Waits.holdsWithin(
                    Duration.ofMillis(600), () -> !stallMonitor.stalls().isEmpty());
            released.countDown();
            Waits.until(
                    "the stall is noted", LIMIT, () -> !stallMonitor.stalls().isEmpty());
            var stall = stallMonitor.stalls().get(0);
            assertThat(stall.due()).isGreaterThanOrEqualTo(start);
            assertThat(stall.done() - stall.due()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
        } finally {
            released.countDown();
            timer.shutdownNow();
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
