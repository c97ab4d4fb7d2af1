package io.waitingroom.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Creates schedulers for recurring tasks of a process. */
public final class DaemonTimer {
    private DaemonTimer() {}

    /** Creates a scheduler with one daemon thread of this name. */
    public static ScheduledExecutorService named(String thread) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, thread);
            daemon.setDaemon(true);
            return daemon;
        });
    }
}
