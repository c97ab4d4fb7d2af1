package io.waitingroom.fleet;

import java.io.IOException;
import java.util.function.Consumer;

/** What a process prints. */
public final class Output {
    private Output() {}

    /** Hands on each line that the process prints, until it ends. */
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
            // Whoever destroys a process closes its pipe, in the middle of a line maybe.
        }
    }
}
