package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;

/** Runs a program to its end. */
final class Run {
    private Run() {}

    /**
     * What it prints.
     *
     * @throws IOException if there is no such program
     */
    static List<String> lines(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process.inputReader().lines().toList();
    }
}
