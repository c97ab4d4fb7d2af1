package io.waitingroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReadingDelayTest {
    private long now = Duration.ofHours(1).toNanos();
    private final ReadingDelay delay = new ReadingDelay(() -> now);
    private final ReadingDelay.Round round = delay.newRound();

    private void advance(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private long delayMillis() {
        return Duration.ofNanos(delay.nanos()).toMillis();
    }

    @Test
    void aRequestToAnIdleThreadHasWaitedSinceItWasFound() {
        round.end();
        advance(5000);
        round.begin();
        assertThat(delayMillis()).isZero();
        advance(30);
        assertThat(delayMillis()).isEqualTo(30);
    }

    @Test
    void aReadyRequestMayHaveWaitedSinceThePreviousRoundBegan() {
        round.end();
        advance(5000);
        round.begin();
        advance(400);
        round.end();
        round.begin();
        advance(100);
        assertThat(delayMillis()).isEqualTo(500);
    }

    @Test
    void aThreadThatWaitsForRequestsHasNoDelay() {
        round.begin();
        advance(400);
        round.end();
        advance(400);
        assertThat(delayMillis()).isZero();
    }

    @Test
    void anyOtherThreadGetsTheMaximumDelay() {
        var slow = delay.newRound();
        var reader = Executors.newSingleThreadExecutor();
        try {
            slow.end();
            advance(5000);
            CompletableFuture.runAsync(slow::begin, reader).join();
            advance(700);
            round.end();
            advance(5000);
            round.begin();
            assertThat(delayMillis()).isZero();
            assertThat(CompletableFuture.supplyAsync(this::delayMillis, reader).join())
                    .isEqualTo(5700);
            assertThat(CompletableFuture.supplyAsync(this::delayMillis).join()).isEqualTo(5700);
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void pipeliningIsDetectedOnlyWithinARound() {
        var connection = new Object();
        round.begin();
        assertThat(delay.isPipelined(connection)).isFalse();
        assertThat(delay.isPipelined(connection)).isTrue();
        assertThat(delay.isPipelined(new Object())).isFalse();
        round.end();
        round.begin();
        assertThat(delay.isPipelined(connection)).isFalse();
    }
}
