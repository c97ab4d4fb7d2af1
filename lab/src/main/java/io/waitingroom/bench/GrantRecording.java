package io.waitingroom.bench;

import io.waitingroom.testkit.EmbeddedRedis;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Records, with Redis's command MONITOR, the Redis commands that the granter's scripts execute. {@link RedisPipe} can later
 * send the recorded commands to another Redis.
 */
final class GrantRecording implements AutoCloseable {
    private static final long QUIET_MILLIS = 500;

    private final Socket socket;
    private final OutputStream commands;
    private final Thread thread;
    private volatile long lastRecorded = System.nanoTime();

    GrantRecording(EmbeddedRedis redis, Path file) throws IOException {
        commands = new BufferedOutputStream(Files.newOutputStream(file));
        socket = new Socket("127.0.0.1", redis.port());
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        for (var command : new String[] {"AUTH " + RedisPipe.password(redis), "MONITOR"}) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            if (!reader.readLine().equals("+OK")) {
                throw new IOException(command.split(" ")[0] + " was refused");
            }
        }
        thread = new Thread(() -> read(reader), "grant-recording");
        thread.setDaemon(true);
        thread.start();
    }

    // MONITOR prints a script's commands directly after the script's call.
    private void read(BufferedReader reader) {
        var call = "";
        try {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var inScript = line.contains(" lua] ");
                if (!inScript) {
                    call = line;
                }
                if (inScript && isGrantOrCreatesGroup(call, line)) {
                    lastRecorded = System.nanoTime();
                    MonitorLine.writeCommand(line, commands);
                }
            }
        } catch (SocketException closed) {
            // close() ended the recording.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGrantOrCreatesGroup(String call, String command) {
        return call.contains("\"granter\"") || command.contains("\"XGROUP\"");
    }

    /** Waits until no command has been recorded for half a second, because the output of MONITOR lags behind the commands. */
    void awaitQuiet() throws InterruptedException {
        Await.until(
                60,
                "the recording ends",
                () -> System.nanoTime() - lastRecorded > TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commands.close();
    }
}
