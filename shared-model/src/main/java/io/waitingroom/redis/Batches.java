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
 * Sends requests of one kind to Redis in batches. Only one call to Redis is in flight at a time. A request that arrives
 * during a call waits for the next call. Therefore batches grow with the load, and a single request is sent without
 * delay. If a call fails, the requests that wait for the next call fail too. A request that has waited for half a
 * second fails and is not sent.
 */
final class Batches<Q, R> {
    /** The maximum number of requests in a batch. A larger batch would block Redis for other clients for too long. */
    private static final int MAX_BATCH_SIZE = 100;

    private static final int MAX_QUEUED = 20_000;
    /**
     * The maximum time for which a request waits until it is sent. An API server lets a request wait for the sum of
     * this time and {@link RedisLink#CALL_TIMEOUT}.
     */
    static final Duration MAX_WAIT = Duration.ofMillis(500);

    private record Pending<Q, R>(Q request, long since, CompletableFuture<R> result) {}

    private final Function<List<Q>, CompletableFuture<List<R>>> call;
    private final LongSupplier nanoTime;
    private final Queue<Pending<Q, R>> waiting = new ArrayDeque<>();
    private boolean callInFlight;

    /**
     * Creates an empty queue of requests.
     *
     * @param call the function that sends one batch and returns the results in the order of the requests
     */
    Batches(Function<List<Q>, CompletableFuture<List<R>>> call) {
        this(call, System::nanoTime);
    }

    Batches(Function<List<Q>, CompletableFuture<List<R>>> call, LongSupplier nanoTime) {
        this.call = call;
        this.nanoTime = nanoTime;
    }

    /**
     * Sends a request with the next batch.
     *
     * @return the result of the request, or the error of the call that carried the request
     */
    CompletableFuture<R> submit(Q request) {
        var pending = new Pending<>(request, nanoTime.getAsLong(), new CompletableFuture<R>());
        synchronized (this) {
            if (waiting.size() >= MAX_QUEUED) {
                return CompletableFuture.failedFuture(new RedisUnavailableException("too many requests wait"));
            }
            waiting.add(pending);
            if (callInFlight) {
                return pending.result;
            }
        }
        sendNext();
        return pending.result;
    }

    private void sendNext() {
        var late = takeLate();
        var batch = takeBatch();
        late.forEach(pending -> pending.result.completeExceptionally(
                new RedisUnavailableException("the request waited too long for earlier calls")));
        if (batch.isEmpty()) {
            return;
        }
        send(batch).whenComplete((results, error) -> {
            if (error == null) {
                // The next call starts first, so that Redis works while these results are delivered.
                endCall();
                sendNext();
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).result.complete(results.get(i));
                }
            } else {
                batch.addAll(endCallAndTakeAll());
                batch.forEach(pending -> pending.result.completeExceptionally(error));
            }
        });
    }

    private CompletableFuture<List<R>> send(List<Pending<Q, R>> batch) {
        try {
            return call.apply(batch.stream().map(Pending::request).toList());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized List<Pending<Q, R>> takeBatch() {
        if (callInFlight || waiting.isEmpty()) {
            return List.of();
        }
        callInFlight = true;
        var batch = new ArrayList<Pending<Q, R>>(Math.min(MAX_BATCH_SIZE, waiting.size()));
        while (batch.size() < MAX_BATCH_SIZE && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    // The senders of late requests have given up or are about to. Sending these requests would make the ones behind
    // them late too.
    private synchronized List<Pending<Q, R>> takeLate() {
        if (callInFlight || waiting.isEmpty()) {
            return List.of();
        }
        var oldest = nanoTime.getAsLong() - MAX_WAIT.toNanos();
        var late = new ArrayList<Pending<Q, R>>();
        while (!waiting.isEmpty() && waiting.element().since - oldest < 0) {
            late.add(waiting.remove());
        }
        return late;
    }

    private synchronized void endCall() {
        callInFlight = false;
    }

    // After a failed call the next one would fail too, and the waiting requests have already waited for a whole call
    // timeout.
    private synchronized List<Pending<Q, R>> endCallAndTakeAll() {
        callInFlight = false;
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
