package io.waitingroom.granter;

import io.waitingroom.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a granter from one thread: when a step is due, and when somebody wakes it. Survives every error. */
final class GranterLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GranterLoop.class);
    private static final Duration AFTER_ERROR = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final Granter granter;
    private final Semaphore calls = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "granter");
    private volatile boolean running = true;
    private volatile String problem = "no step was taken yet";

    GranterLoop(Granter granter) {
        this.granter = granter;
        thread.setUncaughtExceptionHandler(GranterLoop::end);
    }

    // Without its thread this process could neither lead nor stand by; it makes room for one that can.
    private static void end(Thread thread, Throwable error) {
        log.error("This granter cannot go on", error);
        Runtime.getRuntime().halt(1);
    }

    GranterLoop start() {
        thread.start();
        return this;
    }

    /** Asks for a step now. Any number of calls before that step are one. */
    void wake() {
        calls.release();
    }

    /** Why the last step failed, if it did. */
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
                log.error("A step failed; it is tried again", e);
            }
            problem = e.toString();
        }
        return AFTER_ERROR;
    }

    private void await(Duration pause) {
        try {
            if (calls.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                calls.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Ends after the step under way and gives the lease up. */
    @Override
    public void close() {
        running = false;
        wake();
        try {
            thread.join(STOP_LIMIT.toMillis());
            granter.resign();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RedisUnavailableException e) {
            log.info("The lease could not be given up and will run out: {}", e.getMessage());
        }
    }
}
