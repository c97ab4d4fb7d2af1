package io.waitingroom.examples;

import io.waitingroom.fleet.Output;
import io.waitingroom.system.TestSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is closed. Records its output. */
final class RunningProgram implements AutoCloseable {
    private static final int END_LIMIT_SECONDS = 10;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;

    /** Starts the program and waits until it listens. */
    RunningProgram(Path directory, Map<String, String> environment, int port, String... command) {
        try {
            var builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Output.forward(process, lines::add);
        TestSystem.await().until(() -> listens(port) || ended(command[0]));
    }

    private boolean ended(String name) {
        if (process.isAlive()) {
            return false;
        }
        throw new IllegalStateException(name + " has ended: " + lines);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
