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

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private long delayMillis() {
        return Duration.ofNanos(delay.nanos()).toMillis();
    }

    @Test
    void aRequestThatCameToAnIdleThreadHasWaitedSinceTheThreadFoundIt() {
        round.end();
        pass(5000);
        round.begin();
        assertThat(delayMillis()).isZero();
        pass(30);
        assertThat(delayMillis()).isEqualTo(30);
    }

    @Test
    void aRequestThatWasReadyAtOnceMayHaveWaitedSinceTheRoundBeforeBegan() {
        round.end();
        pass(5000);
        round.begin();
        pass(400);
        round.end();
        round.begin();
        pass(100);
        assertThat(delayMillis()).isEqualTo(500);
    }

    @Test
    void aThreadThatWaitsForRequestsKeepsNobodyWaiting() {
        round.begin();
        pass(400);
        round.end();
        pass(400);
        assertThat(delayMillis()).isZero();
    }

    @Test
    void anotherThreadIsToldTheLongestDelayOfAll() {
        var slow = delay.newRound();
        var reader = Executors.newSingleThreadExecutor();
        try {
            slow.end();
            pass(5000);
            CompletableFuture.runAsync(slow::begin, reader).join();
            pass(700);
            round.end();
            pass(5000);
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
    void aConnectionIsSeenAgainWithinOneRoundOnly() {
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
