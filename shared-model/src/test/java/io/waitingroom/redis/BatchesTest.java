package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final List<List<Integer>> calls = new ArrayList<>();
    private final List<CompletableFuture<List<String>>> replies = new ArrayList<>();
    private long now;
    private final Batches<Integer, String> batches = new Batches<>(
            requests -> {
                calls.add(requests);
                replies.add(new CompletableFuture<>());
                return replies.get(replies.size() - 1);
            },
            () -> now);

    @Test
    void singleRequestIsSentAtOnce() {
        var result = batches.submit(1);
        assertThat(calls).containsExactly(List.of(1));
        replies.get(0).complete(List.of("one"));
        assertThat(result).isCompletedWithValue("one");
    }

    @Test
    void requestsDuringACallShareTheNextCall() {
        batches.submit(1);
        var second = batches.submit(2);
        var third = batches.submit(3);
        replies.get(0).complete(List.of("one"));
        assertThat(calls).containsExactly(List.of(1), List.of(2, 3));
        replies.get(1).complete(List.of("two", "three"));
        assertThat(second).isCompletedWithValue("two");
        assertThat(third).isCompletedWithValue("three");
    }

    @Test
    void batchHasAtMost100Requests() {
        batches.submit(0);
        IntStream.rangeClosed(1, 150).forEach(batches::submit);
        replies.get(0).complete(List.of("zero"));
        replies.get(1)
                .complete(IntStream.rangeClosed(1, 100)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(calls).extracting(List::size).containsExactly(1, 100, 50);
    }

    @Test
    void failedCallAlsoFailsQueuedRequestsAndTheNextIsSentAtOnce() {
        var first = batches.submit(1);
        var second = batches.submit(2);
        replies.get(0).completeExceptionally(new RedisUnavailableException("away"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        batches.submit(3);
        assertThat(calls).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void requestThatWaitedTooLongIsNotSent() {
        batches.submit(1);
        var late = batches.submit(2);
        now = Batches.MAX_WAIT.toNanos();
        var inTime = batches.submit(3);
        now += 1;
        replies.get(0).complete(List.of("one"));
        assertThat(late).isCompletedExceptionally();
        assertThat(calls).containsExactly(List.of(1), List.of(3));
        replies.get(1).complete(List.of("three"));
        assertThat(inTime).isCompletedWithValue("three");
    }

    @Test
    void nextRequestIsSentAtOnceAfterAllQueuedOnesTimedOut() {
        batches.submit(1);
        var late = batches.submit(2);
        now = Batches.MAX_WAIT.toNanos() + 1;
        replies.get(0).complete(List.of("one"));
        assertThat(late).isCompletedExceptionally();
        batches.submit(3);
        assertThat(calls).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void callThatThrowsFailsOnlyItsOwnRequest() {
        var broken = new Batches<Integer, String>(requests -> {
            throw new IllegalStateException("broken");
        });
        assertThat(broken.submit(1)).isCompletedExceptionally();
        assertThat(broken.submit(2)).isCompletedExceptionally();
    }
}
