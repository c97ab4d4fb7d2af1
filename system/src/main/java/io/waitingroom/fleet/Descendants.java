package io.waitingroom.fleet;

/** The processes that this process has started, directly or indirectly. */
public final class Descendants {
    private Descendants() {}

    /**
     * Kills the descendants when this process ends. If this process is killed with SIGKILL, the descendants stay alive.
     */
    public static void endWithThisProcess() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    }
}
