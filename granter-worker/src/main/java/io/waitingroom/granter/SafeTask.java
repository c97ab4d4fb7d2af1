package io.waitingroom.granter;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work of a granter that admission can do without, such as metrics. Logs its error once, until the work goes well again,
 * and lets it go no further.
 */
final class SafeTask {
    private static final Logger log = LoggerFactory.getLogger(SafeTask.class);

    private final String what;
    private boolean failed;

    /** @param what it is called in the log */
    SafeTask(String what) {
        this.what = what;
    }

    void run(Runnable task) {
        get(() -> {
            task.run();
            return Optional.empty();
        });
    }

    /** What the task gives; empty where it fails. */
    <T> Optional<T> get(Supplier<Optional<T>> task) {
        try {
            var result = task.get();
            failed = false;
            return result;
        } catch (RuntimeException e) {
            if (!failed) {
                log.error("{} failed; people are admitted all the same", what, e);
            }
            failed = true;
            return Optional.empty();
        }
    }
}
