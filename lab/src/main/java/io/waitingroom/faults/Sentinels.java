package io.waitingroom.faults;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs three Redis Sentinels that watch a primary and its replica. */
final class Sentinels implements AutoCloseable {
    private static final String PRIMARY_NAME = "primary";
    private static final int COUNT = 3;
    private static final int QUORUM = 2;

    private final String password;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts the Sentinels.
     *
     * @param primary a primary with at least one replica
     */
    Sentinels(EmbeddedRedis primary) {
        password = URI.create(primary.uri()).getUserInfo().substring(1);
        for (int i = 0; i < COUNT; i++) {
            ports.add(EmbeddedRedis.freePort());
            processes.add(start(ports.get(i), primary.port()));
        }
    }

    private Process start(int port, int primary) {
        try {
            var directory = Files.createTempDirectory("waiting-room-sentinel");
            var file = Files.writeString(directory.resolve("sentinel.conf"), """
                    port %d
                    bind 127.0.0.1
                    dir %s
                    sentinel monitor %s 127.0.0.1 %d %d
                    sentinel auth-pass %3$s %s
                    sentinel down-after-milliseconds %3$s 1000
                    sentinel failover-timeout %3$s 5000
                    """.formatted(
                            port, directory, PRIMARY_NAME, primary, QUORUM, password));
            return run(directory, EmbeddedRedis.executable().getPath(), file.toString(), "--sentinel");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process run(Path directory, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    /** Returns the URI with which the processes find Redis through the Sentinels. */
    String uri() {
        var hosts = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return "redis-sentinel://:" + password + "@" + hosts + "#" + PRIMARY_NAME;
    }

    /** Returns whether all Sentinels know each other and a replica, so that they can fail over. */
    boolean areReady() {
        return ports.stream().allMatch(port -> info(port).contains("slaves=1,sentinels=" + COUNT));
    }

    /** Returns the port of the primary according to the Sentinels. */
    int primaryPort() {
        try (var client = client(ports.get(0));
                var connection = client.connectSentinel()) {
            return ((InetSocketAddress) connection.sync().getMasterAddrByName(PRIMARY_NAME)).getPort();
        }
    }

    /** Makes all Sentinels watch this primary instead of the old one, without a fail-over. */
    void watch(EmbeddedRedis primary) {
        for (var port : ports) {
            try (var client = client(port);
                    var connection = client.connectSentinel()) {
                connection.sync().remove(PRIMARY_NAME);
                connection.sync().monitor(PRIMARY_NAME, "127.0.0.1", primary.port(), QUORUM);
                connection.sync().set(PRIMARY_NAME, "auth-pass", password);
            }
        }
    }

    private static String info(int port) {
        try (var client = client(port);
                var connection = client.connectSentinel()) {
            return connection.sync().info("sentinel");
        } catch (RuntimeException notYet) {
            return "";
        }
    }

    private static RedisClient client(int port) {
        return RedisClient.create(RedisURI.Builder.sentinel("127.0.0.1", port, PRIMARY_NAME)
                .withTimeout(Duration.ofSeconds(2))
                .build());
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
