package io.waitingroom.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                "--management-host=127.0.0.1",
                "--management-port=" + managementPort));
        command.addAll(flags);
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            forward(process, output);
            return new Child(name, new Management(managementPort), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forward(Process process, Consumer<String> output) {
        var thread = new Thread(() -> process.inputReader().lines().forEach(output), "output of " + process.pid());
        thread.setDaemon(true);
        thread.start();
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
