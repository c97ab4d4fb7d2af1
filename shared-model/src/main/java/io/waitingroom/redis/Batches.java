package io.waitingroom.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Carries questions of one kind to Redis, one call at a time. What is asked while a call is under way goes along in the
 * next one, so that a call carries the more the busier the process is, and a question by itself waits for nothing. Who
 * waits for a call that fails fails with it, and what has waited for half a second is not sent any more.
 */
final class Batches<Q, A> {
    /** More in one script would keep Redis from everybody else for too long. */
    private static final int LARGEST = 100;

    private static final int MOST_WAITING = 20_000;
    /** Together with the time that a call may take, as long as an API server lets a request wait. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private record Asked<Q, A>(Q question, long since, CompletableFuture<A> answer) {}

    private final Function<List<Q>, CompletableFuture<List<A>>> carrier;
    private final LongSupplier nanoTime;
    private final Queue<Asked<Q, A>> waiting = new ArrayDeque<>();
    private boolean underWay;

    /** @param carrier makes one call and gives the answers in the order of the questions */
    Batches(Function<List<Q>, CompletableFuture<List<A>>> carrier) {
        this(carrier, System::nanoTime);
    }

    Batches(Function<List<Q>, CompletableFuture<List<A>>> carrier, LongSupplier nanoTime) {
        this.carrier = carrier;
        this.nanoTime = nanoTime;
    }

    /** @return the answer, or why the call that the question was part of failed */
    CompletableFuture<A> ask(Q question) {
        var asked = new Asked<>(question, nanoTime.getAsLong(), new CompletableFuture<A>());
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING) {
                return CompletableFuture.failedFuture(new RedisUnavailableException("too many calls wait"));
            }
            waiting.add(asked);
            if (underWay) {
                return asked.answer;
            }
        }
        sendNext();
        return asked.answer;
    }

    private void sendNext() {
        var late = takeLate();
        var batch = next();
        late.forEach(asked -> asked.answer.completeExceptionally(
                new RedisUnavailableException("the call waited too long for others to be done")));
        if (batch.isEmpty()) {
            return;
        }
        carry(batch).whenComplete((answers, error) -> {
            if (error == null) {
                // First, so that Redis works while these are answered.
                release();
                sendNext();
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).answer.complete(answers.get(i));
                }
            } else {
                batch.addAll(releaseAll());
                batch.forEach(asked -> asked.answer.completeExceptionally(error));
            }
        });
    }

    private CompletableFuture<List<A>> carry(List<Asked<Q, A>> batch) {
        try {
            return carrier.apply(batch.stream().map(Asked::question).toList());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized List<Asked<Q, A>> next() {
        if (underWay || waiting.isEmpty()) {
            return List.of();
        }
        underWay = true;
        var batch = new ArrayList<Asked<Q, A>>(Math.min(LARGEST, waiting.size()));
        while (batch.size() < LARGEST && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    // Whoever asked has given up, or is about to: to do it nonetheless would make those behind wait as long.
    private synchronized List<Asked<Q, A>> takeLate() {
        if (underWay || waiting.isEmpty()) {
            return List.of();
        }
        var oldest = nanoTime.getAsLong() - LONGEST_WAIT.toNanos();
        var late = new ArrayList<Asked<Q, A>>();
        while (!waiting.isEmpty() && waiting.element().since - oldest < 0) {
            late.add(waiting.remove());
        }
        return late;
    }

    private synchronized void release() {
        underWay = false;
    }

    // Where a call failed, the next would too: those who wait for it have waited for as long as a call may take.
    private synchronized List<Asked<Q, A>> releaseAll() {
        underWay = false;
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
