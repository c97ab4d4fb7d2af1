package io.waitingroom.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the parts of a process in order. If one step fails, the later steps still run. */
public final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Registers the steps of the shutdown. They run in this order when the process exits. */
    public static void inOrder(AutoCloseable... steps) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> now(steps), "shutdown"));
    }

    /** Runs the steps of the shutdown now, in this order. */
    public static void now(AutoCloseable... steps) {
        for (var step : steps) {
            try {
                step.close();
            } catch (Exception e) {
                log.warn("A shutdown step failed; the remaining steps still run", e);
            }
        }
    }
}
