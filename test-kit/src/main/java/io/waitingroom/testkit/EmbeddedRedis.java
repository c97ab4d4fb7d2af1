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

/**
 * Runs a real Redis as a child process. The server listens only on loopback. It has a password and a directory of its
 * own.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final int FIRST_PORT = 15_000;
    private static final int PORTS = 17_000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

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
     * Starts a Redis with a random password and without an append-only file.
     *
     * @param settings the arguments of redis-server, as on its command line: {@code --maxmemory}, {@code 10mb}, …
     * @throws IllegalStateException if there is no embedded server for this platform, or the server does not start
     */
    public static EmbeddedRedis start(String... settings) {
        return startWithPassword(UUID.randomUUID().toString(), settings);
    }

    /** Starts a Redis with the given password. This is for several servers that must have the same password. */
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
     * Returns a free loopback port for a program that is about to listen. The port is not an ephemeral port. The
     * operating system could give an ephemeral port to another program before this program listens.
     */
    public static int freePort() {
        for (int tries = 0; tries < PORTS; tries++) {
            var port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // The port is in use.
            }
        }
        throw new IllegalStateException("no port is free");
    }

    /** Starts the server again after it has ended, with the same port and directory. */
    public void restart() {
        restart(unchanged -> {});
    }

    /**
     * Starts the server again with a changed command or environment.
     *
     * @param change modifies the process builder before the start
     */
    public void restart(Consumer<ProcessBuilder> change) {
        var command =
                new ArrayList<>(List.of(executable().getPath(), configuration().toString()));
        command.addAll(settings);
        try {
            var log = directory.resolve("log").toFile();
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log));
            change.accept(builder);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitStart();
    }

    // In a file, because every user of the machine can read the command line.
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

    /** Returns the file of the redis-server program. */
    public static File executable() {
        try {
            return RedisExecProvider.defaultProvider().get();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("there is no embedded Redis for this platform", e);
        }
    }

    private void awaitStart() {
        var end = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("Redis did not start; its log is " + directory.resolve("log"));
            }
        }
    }

    private boolean isReady() {
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

    /** Returns the directory that contains the server's files. */
    public Path directory() {
        return directory;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Returns a future that completes when the current server process has ended. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Kills the server with SIGKILL, as a crash would. */
    public void kill() {
        signal("KILL");
        process.onExit().join();
    }

    /** Suspends the server with SIGSTOP. Its connections stay open. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a suspended server continue. */
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

    /** Deletes all files of the server. The server must not be running. */
    public void deleteFiles() {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
