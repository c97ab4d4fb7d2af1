package io.waitingroom.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import redis.embedded.RedisExecProvider;

/** A real Redis as a child process: on loopback, with a random password, in a directory of its own. */
public final class EmbeddedRedis implements AutoCloseable {
    private static final int FIRST_PORT = 15_000;
    private static final int PORTS = 17_000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final Path directory;
    private final int port;
    private final String password;
    private final List<String> settings;
    private Process process;

    private EmbeddedRedis(Path directory, int port, String password, List<String> settings) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.settings = settings;
    }

    /**
     * Starts a Redis without an append-only file.
     *
     * @param settings as on the command line of redis-server: {@code --maxmemory}, {@code 10mb}, …
     * @throws IllegalStateException if this platform has no embedded server, or it does not start
     */
    public static EmbeddedRedis start(String... settings) {
        return startWithPassword(UUID.randomUUID().toString(), settings);
    }

    /** {@link #start} for a server that is to share its password with others. */
    public static EmbeddedRedis startWithPassword(String password, String... settings) {
        try {
            var directory = Files.createTempDirectory("waiting-room-redis");
            var redis = new EmbeddedRedis(directory, freePort(), password, List.of(settings));
            redis.restart();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A loopback port that nobody listens on, for a program that is about to. It is none that systems give to whoever asks for any:
     * one of those may be given away before the program listens.
     */
    public static int freePort() {
        for (int tries = 0; tries < PORTS; tries++) {
            var port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // It is taken.
            }
        }
        throw new IllegalStateException("no port is free");
    }

    /** Starts the server again after it ended, on the same port and directory. */
    public void restart() {
        restart(unchanged -> {});
    }

    /**
     * {@link #restart} in another way.
     *
     * @param way changes the command or the environment that the server is started with
     */
    public void restart(Consumer<ProcessBuilder> way) {
        var command =
                new ArrayList<>(List.of(executable().getPath(), configuration().toString()));
        command.addAll(settings);
        try {
            var log = directory.resolve("log").toFile();
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log));
            way.accept(builder);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitStart();
    }

    // In a file: what is on the command line, every user of the machine can read.
    private Path configuration() {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve("redis.conf"), """
                    port %d
                    bind 127.0.0.1
                    requirepass %s
                    save ""
                    dir %s
                    """.formatted(port, password, directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program. */
    public static File executable() {
        try {
            return RedisExecProvider.defaultProvider().get();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("there is no embedded Redis for this platform", e);
        }
    }

    private void awaitStart() {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("Redis did not start; its log is " + directory.resolve("log"));
            }
        }
    }

    private boolean accepts() {
        try {
            return !process.waitFor(10, TimeUnit.MILLISECONDS)
                    && Files.readString(directory.resolve("log")).contains("Ready to accept connections");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String uri() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    /** Where the server keeps its files. */
    public Path directory() {
        return directory;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Completes when the server that runs now has ended. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Ends the server as a crash would. */
    public void kill() {
        signal("KILL");
        process.onExit().join();
    }

    /** Stops the server from running, its connections left open. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused server run again. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        Signals.send(name, process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        deleteFiles();
    }

    /** Deletes all that the server has written. Only where it does not run. */
    public void deleteFiles() {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
