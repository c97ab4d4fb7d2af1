package io.waitingroom.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Carries questions of one kind to Redis, one call at a time. What is asked while a call is under way goes along in the
 * next one, so that a call carries the more the busier the process is, and a question by itself waits for nothing.
 */
final class Batches<Q, A> {
    /** More in one script would keep Redis from everybody else for too long. */
    private static final int LARGEST = 100;

    private static final int MOST_WAITING = 20_000;

    private record Asked<Q, A>(Q question, CompletableFuture<A> answer) {}

    private final Function<List<Q>, CompletableFuture<List<A>>> carrier;
    private final Queue<Asked<Q, A>> waiting = new ArrayDeque<>();
    private boolean underWay;

    /** @param carrier makes one call and gives the answers in the order of the questions */
    Batches(Function<List<Q>, CompletableFuture<List<A>>> carrier) {
        this.carrier = carrier;
    }

    /** @return the answer, or why the call that the question was part of failed */
    CompletableFuture<A> ask(Q question) {
        var asked = new Asked<>(question, new CompletableFuture<A>());
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
        var batch = next();
        if (batch.isEmpty()) {
            return;
        }
        carry(batch).whenComplete((answers, error) -> {
            // First, so that Redis works while these are answered.
            release();
            sendNext();
            for (int i = 0; i < batch.size(); i++) {
                if (error == null) {
                    batch.get(i).answer.complete(answers.get(i));
                } else {
                    batch.get(i).answer.completeExceptionally(error);
                }
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

    private synchronized void release() {
        underWay = false;
    }
}
