package io.waitingroom.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes schedulers for tasks that recur while a process runs. */
public final class DaemonTimer {
    private DaemonTimer() {}

    /** A scheduler with one thread of that name, which does not keep the process alive. */
    public static ScheduledExecutorService named(String thread) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, thread);
            daemon.setDaemon(true);
            return daemon;
        });
    }
}
