package io.waitingroom.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process of a waiting-room system. It was started with the class path of the current process.
 *
 * @param name the name of the process in the output: the tier and a number
 * @param management the client of the management port of the process
 */
public record Child(String name, Management management, Process process) {
    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Starts a process.
     *
     * @param main the name of the main class
     * @param environment the variables that are added to the environment of this process; secrets belong here, not in
     *     the flags
     * @param output the function that receives each line that the process prints
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

    /**
     * Asks the process to end (SIGTERM). This uses the process's handle, because {@code Process.destroy} would close
     * the pipe and lose the last lines of the output.
     */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits until the process has ended. Kills the process if it does not end within 10 s. */
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
