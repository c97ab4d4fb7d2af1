package io.waitingroom.fleet;

/** Whatever this process has started. */
public final class Descendants {
    private Descendants() {}

    /** Makes them end with this process, however it is told to end; only kill -9 leaves them behind. */
    public static void endWithThisProcess() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    }
}
