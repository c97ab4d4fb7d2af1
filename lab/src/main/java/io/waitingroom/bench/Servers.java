package io.waitingroom.bench;

import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.JavaProcess;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a room that is measured: Redis with the settings that the README requires, one API server and one granter.
 */
final class Servers implements AutoCloseable {
    static final String[] REDIS = {"--appendonly", "yes", "--maxmemory-policy", "noeviction"};
    private static final long START_LIMIT_SECONDS = 60;

    final int port = EmbeddedRedis.freePort();
    final EmbeddedRedis redis;
    final Child apiServer;
    final Child granter;
    private final LocalSystem system = new LocalSystem(line -> {});

    Servers(String... granterFlags) throws InterruptedException {
        redis = system.startRedis(REDIS);
        apiServer = system.startApiServer(port);
        granter = system.startGranter(List.of(granterFlags));
        awaitReady(apiServer);
        awaitReady(granter);
    }

    static void awaitReady(Child child) throws InterruptedException {
        Await.until(
                START_LIMIT_SECONDS,
                child.name() + " is ready",
                () -> child.management().readyRole().isPresent());
    }

    /** Starts a {@link ConstantServer}, the reference for an API server. It sends its built-in response. */
    static Process startConstant(int port) {
        return constant(port, List.of());
    }

    /** Starts a {@link ConstantServer} that sends the given response to every request. */
    static Process startConstant(int port, FixedResponse response) {
        return constant(port, response.arguments());
    }

    private static Process constant(int port, List<String> response) {
        var arguments = new ArrayList<>(List.of(Integer.toString(port)));
        arguments.addAll(response);
        return JavaProcess.start(ConstantServer.class.getName(), arguments, Map.of(), line -> {});
    }

    static void end(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        system.close();
    }
}
