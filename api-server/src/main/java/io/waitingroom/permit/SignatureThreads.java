package io.waitingroom.permit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A thread pool for signatures, which are too slow for the threads that handle requests. The queue of the pool is bounded: it
 * holds only as many tasks as can finish before their requests time out.
 */
final class SignatureThreads {
    private static final int MAX_QUEUED = 1_000;

    private final ThreadPoolExecutor threads;

    /**
     * Creates a pool with half as many threads as there are processors, but at least one.
     *
     * @param name the name of each thread
     */
    SignatureThreads(String name) {
        this(name, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MAX_QUEUED);
    }

    SignatureThreads(String name, int count, int maxQueued) {
        threads = new ThreadPoolExecutor(
                count, count, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(maxQueued), task -> thread(name, task));
    }

    private static Thread thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a task in the pool.
     *
     * @return a future of the task's result. The future fails with a {@link RejectedExecutionException} if the queue is full.
     *     This failure says nothing about Redis
     */
    <T> CompletableFuture<T> run(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
