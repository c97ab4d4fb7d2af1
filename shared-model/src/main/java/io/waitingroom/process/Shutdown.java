package io.waitingroom.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process in order. A step that fails keeps none of the later ones from being taken. */
public final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Takes these steps, one after the other, when the process is to end. */
    public static void inOrder(AutoCloseable... steps) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> now(steps), "shutdown"));
    }

    /** Takes these steps, one after the other. */
    public static void now(AutoCloseable... steps) {
        for (var step : steps) {
            try {
                step.close();
            } catch (Exception e) {
                log.warn("A step of the shutdown failed; the rest follows", e);
            }
        }
    }
}
