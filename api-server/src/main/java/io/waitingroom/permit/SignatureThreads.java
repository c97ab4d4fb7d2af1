package io.waitingroom.permit;

import io.waitingroom.redis.RedisUnavailableException;
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
    private static final int MOST_WAITING = 2_000;

    private final ThreadPoolExecutor threads;

    SignatureThreads() {
        var processors = Runtime.getRuntime().availableProcessors();
        var number = Math.max(1, processors / 2);
        threads = new ThreadPoolExecutor(
                number, number, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), SignatureThreads::thread);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "signatures");
        thread.setDaemon(true);
        return thread;
    }

    <T> CompletableFuture<T> run(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new RedisUnavailableException("too many signatures wait"));
        }
    }
}
