package io.waitingroom.granter;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Captures the log lines that are printed while it is open. */
final class Console implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Console() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
