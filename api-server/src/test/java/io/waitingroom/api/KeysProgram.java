package io.waitingroom.api;

import io.waitingroom.permit.KeysCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs the command {@code keys} in this process and captures its output. */
final class KeysProgram {
    record Outcome(int exitCode, String output) {}

    private KeysProgram() {}

    static synchronized Outcome run(String... arguments) {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            var code = new CommandLine(new KeysCommand()).execute(arguments);
            return new Outcome(code, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
