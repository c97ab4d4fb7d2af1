package io.waitingroom.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process of the system, started from this process's own class path.
 *
 * @param name a name for output: tier and number
 * @param management its management port
 */
public record Child(String name, Management management, Process process) {
    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Starts a process.
     *
     * @param main its main class
     * @param environment variables in addition to this process's environment; secrets belong here, not in the flags
     * @param output receives each line that the process prints
     */
    public static Child start(
            String name,
            String main,
            int managementPort,
            List<String> flags,
            Map<String, String> environment,
            Consumer<String> output) {
        var arguments = new ArrayList<>(List.of("--management-host=127.0.0.1", "--management-port=" + managementPort));
        arguments.addAll(flags);
        var process = JavaProcess.start(main, arguments, environment, output);
        return new Child(name, new Management(managementPort), process);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Asks the process to end (SIGTERM). Uses its handle, because Process.destroy would close the pipe and lose its last lines. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits until the process has ended. Kills it after a timeout. */
    public void awaitEnd() {
        try {
            if (!process.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
