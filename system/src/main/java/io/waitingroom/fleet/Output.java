package io.waitingroom.fleet;

import java.io.IOException;
import java.util.function.Consumer;

/** Forwards the output of a process. */
public final class Output {
    private Output() {}

    /** Passes each line of the process's output to the consumer, until the process ends. */
    public static void forward(Process process, Consumer<String> lines) {
        var thread = new Thread(() -> read(process, lines), "output of " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(Process process, Consumer<String> lines) {
        try (var reader = process.inputReader()) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException closed) {
            // Process.destroy closes the pipe, possibly in the middle of a line.
        }
    }
}
