package io.waitingroom.granter;

import io.waitingroom.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of a granter on one thread. A step runs when it is due, or when a message wakes the thread. After an
 * exception in a step, the loop continues.
 */
final class GranterLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GranterLoop.class);
    private static final Duration RETRY_DELAY = Duration.ofMillis(100);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    private final Granter granter;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "granter");
    private volatile boolean running = true;
    private volatile String problem = "no step was taken yet";

    GranterLoop(Granter granter) {
        this.granter = granter;
        thread.setUncaughtExceptionHandler(GranterLoop::exit);
    }

    // Without its thread this process can neither lead nor stand by. It exits, so that it can be replaced.
    private static void exit(Thread thread, Throwable error) {
        log.error("The granter's thread failed; the process exits", error);
        Runtime.getRuntime().halt(1);
    }

    GranterLoop start() {
        thread.start();
        return this;
    }

    /** Requests a step now. Several requests before the step starts cause only one step. */
    void wake() {
        wakeUps.release();
    }

    /** Returns the reason why the last step failed; empty if the last step succeeded. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void run() {
        while (running) {
            await(step());
        }
    }

    private Duration step() {
        try {
            var pause = granter.step();
            problem = null;
            return pause;
        } catch (RedisUnavailableException e) {
            problem = e.getMessage();
        } catch (RuntimeException e) {
            if (problem == null) {
                log.error("A step failed; the granter retries it", e);
            }
            problem = e.toString();
        }
        return RETRY_DELAY;
    }

    private void await(Duration pause) {
        try {
            if (wakeUps.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Stops the loop after the current step, and releases the lease. */
    @Override
    public void close() {
        running = false;
        wake();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
            granter.resign();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RedisUnavailableException e) {
            log.info("The lease could not be released and will expire: {}", e.getMessage());
        }
    }
}
