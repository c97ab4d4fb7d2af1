package io.waitingroom.api;

import java.time.Duration;
import org.eclipse.jetty.io.ManagedSelector;

/**
 * Notices that a thread which watches connections does not go round any more. Requests are answered on such threads, so that
 * one that is stuck leaves everybody on its connections without an answer, while the rest of the process looks well.
 */
final class SelectorPulse {
    /** As long as an answer may take. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final ManagedSelector selector;
    private volatile boolean passed = true;
    private long asked;

    SelectorPulse(ManagedSelector selector) {
        this.selector = selector;
    }

    /** Whether the thread has not come by since an earlier call, too long ago. Asks it to come by again if it has. */
    synchronized boolean isStuck() {
        if (passed) {
            passed = false;
            asked = System.nanoTime();
            selector.submit(ignored -> passed = true);
        }
        return System.nanoTime() - asked > LIMIT.toNanos();
    }
}
