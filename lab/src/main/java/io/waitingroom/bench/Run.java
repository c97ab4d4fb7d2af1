package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;

/** Starts a program and waits until it exits. */
final class Run {
    private Run() {}

    /**
     * Runs the command and returns the lines that the program prints.
     *
     * @throws IOException if the program cannot be started
     */
    static List<String> lines(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process.inputReader().lines().toList();
    }
}
