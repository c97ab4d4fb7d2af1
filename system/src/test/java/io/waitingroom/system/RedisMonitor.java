package io.waitingroom.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads all commands that Redis executes, in order of execution, including those of scripts (MONITOR). */
final class RedisMonitor implements AutoCloseable {
    private final Socket socket;

    RedisMonitor(String uri, Consumer<String> commands) {
        var at = URI.create(uri);
        var password = at.getUserInfo().substring(1);
        try {
            socket = new Socket(at.getHost(), at.getPort());
            var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (var command : new String[] {"AUTH " + password, "MONITOR"}) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                if (!reader.readLine().equals("+OK")) {
                    throw new IllegalStateException(command.split(" ")[0] + " was refused");
                }
            }
            var thread = new Thread(() -> read(reader, commands), "redis-monitor");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(BufferedReader reader, Consumer<String> commands) {
        try {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                commands.accept(line);
            }
        } catch (SocketException closed) {
            // The test has closed the socket.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
