package io.waitingroom.granter;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks of a granter that admissions do not depend on, such as metrics. It catches a task's error, and logs it
 * once until the task succeeds again.
 */
final class SafeTask {
    private static final Logger log = LoggerFactory.getLogger(SafeTask.class);

    private final String name;
    private boolean failed;

    /** @param name of the task in the log */
    SafeTask(String name) {
        this.name = name;
    }

    void run(Runnable task) {
        get(() -> {
            task.run();
            return Optional.empty();
        });
    }

    /** Returns the result of the task; empty if it fails. */
    <T> Optional<T> get(Supplier<Optional<T>> task) {
        try {
            var result = task.get();
            failed = false;
            return result;
        } catch (RuntimeException e) {
            if (!failed) {
                log.error("{} failed; admissions continue", name, e);
            }
            failed = true;
            return Optional.empty();
        }
    }
}
