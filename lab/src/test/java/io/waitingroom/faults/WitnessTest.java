package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Stall;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aStepThatWasTakenTooLateIsAStall() {
        try (var witness = new Witness(HttpClient.newHttpClient())) {
            var second = TimeUnit.SECONDS.toNanos(1);
            witness.note(second, second + TimeUnit.MILLISECONDS.toNanos(250));
            assertThat(witness.stalls()).isEmpty();
            witness.note(second, 2 * second);
            assertThat(witness.stalls()).containsExactly(new Stall(second, 2 * second));
        }
    }

    @Test
    void aClientThatIsHeldUpIsSeen() throws InterruptedException {
        var free = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(1);
        var timer = Executors.newSingleThreadScheduledExecutor();
        try (var witness = new Witness(HttpClient.newBuilder().executor(threads).build())) {
            threads.execute(() -> await(free));
            var begun = System.nanoTime();
            witness.ask((millis, step) -> timer.schedule(step, millis, TimeUnit.MILLISECONDS));
            Patience.soon(Duration.ofMillis(600), () -> !witness.stalls().isEmpty());
            free.countDown();
            Patience.until("the stall is noted", LIMIT, () -> !witness.stalls().isEmpty());
            var stall = witness.stalls().get(0);
            assertThat(stall.wanted()).isGreaterThanOrEqualTo(begun);
            assertThat(stall.done() - stall.wanted()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
        } finally {
            free.countDown();
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
