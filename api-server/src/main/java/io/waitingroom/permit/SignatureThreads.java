package io.waitingroom.permit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Signatures are slow: the threads that watch connections, and so serve those who wait, leave them to these. As many wait
 * for their turn as are done before a request would be given up.
 */
final class SignatureThreads {
    private static final int MOST_WAITING = 1_000;

    private final ThreadPoolExecutor threads;

    /** @param name of what they do */
    SignatureThreads(String name) {
        this(name, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MOST_WAITING);
    }

    SignatureThreads(String name, int number, int mostWaiting) {
        threads = new ThreadPoolExecutor(
                number, number, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(mostWaiting), task -> thread(name, task));
    }

    private static Thread thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** @return or a {@link RejectedExecutionException} where too many wait: that says nothing of Redis */
    <T> CompletableFuture<T> run(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
