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

/** Three Redis Sentinels that watch a primary and its replica. */
final class Sentinels implements AutoCloseable {
    private static final String NAME = "primary";
    private static final int OF_THEM = 3;
    private static final int QUORUM = 2;

    private final String password;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    /** @param primary with at least one replica */
    Sentinels(EmbeddedRedis primary) {
        password = URI.create(primary.uri()).getUserInfo().substring(1);
        for (int i = 0; i < OF_THEM; i++) {
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
                            port, directory, NAME, primary, QUORUM, password));
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

    /** How the tiers find Redis through these. */
    String uri() {
        var hosts = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return "redis-sentinel://:" + password + "@" + hosts + "#" + NAME;
    }

    /** Whether all of them know each other and a replica, so that they can act. */
    boolean areReady() {
        return ports.stream().allMatch(port -> facts(port).contains("slaves=1,sentinels=" + OF_THEM));
    }

    /** The port of what these take for the primary now. */
    int primary() {
        try (var client = client(ports.get(0));
                var connection = client.connectSentinel()) {
            return ((InetSocketAddress) connection.sync().getMasterAddrByName(NAME)).getPort();
        }
    }

    /** Makes all of them take this one for the primary, whatever becomes of the one that they have watched. */
    void watch(EmbeddedRedis primary) {
        for (var port : ports) {
            try (var client = client(port);
                    var connection = client.connectSentinel()) {
                connection.sync().remove(NAME);
                connection.sync().monitor(NAME, "127.0.0.1", primary.port(), QUORUM);
                connection.sync().set(NAME, "auth-pass", password);
            }
        }
    }

    private static String facts(int port) {
        try (var client = client(port);
                var connection = client.connectSentinel()) {
            return connection.sync().info("sentinel");
        } catch (RuntimeException notYet) {
            return "";
        }
    }

    private static RedisClient client(int port) {
        return RedisClient.create(RedisURI.Builder.sentinel("127.0.0.1", port, NAME)
                .withTimeout(Duration.ofSeconds(2))
                .build());
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
