package io.waitingroom.granter;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task of a granter, such as an update of metrics. Admissions do not need the task. This class catches the
 * exceptions of the task. It logs the first exception, and logs no further one until the task has succeeded again.
 */
final class SafeTask {
    private static final Logger log = LoggerFactory.getLogger(SafeTask.class);

    private final String name;
    private boolean failed;

    /**
     * Creates the runner of one task.
     *
     * @param name the name of the task in the log
     */
    SafeTask(String name) {
        this.name = name;
    }

    void run(Runnable task) {
        get(() -> {
            task.run();
            return Optional.empty();
        });
    }

    /** Runs the task and returns its result; empty if the task fails. */
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
