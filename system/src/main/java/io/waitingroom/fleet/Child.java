package io.waitingroom.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One process of the system, started from this process's own class path.
 *
 * @param name for people: its tier and number
 * @param management where it serves its health
 */
public record Child(String name, Management management, Process process) {
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    /**
     * Starts a process.
     *
     * @param main its main class
     * @param environment on top of this process's; the place for secrets
     * @param output takes each line that it prints
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

    /** Asks the process to end. Through its handle: Process.destroy would also cut off its last words. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits until the process has ended, and ends it by force if it takes too long. */
    public void awaitEnd() {
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
