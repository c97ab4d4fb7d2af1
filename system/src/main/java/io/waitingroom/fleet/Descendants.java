package io.waitingroom.fleet;

/** The processes that this process has started, and their descendants. */
public final class Descendants {
    private Descendants() {}

    /** Kills the descendants when this process ends, unless it is killed with SIGKILL. */
    public static void endWithThisProcess() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    }
}
