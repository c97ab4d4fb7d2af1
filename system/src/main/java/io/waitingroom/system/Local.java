package io.waitingroom.system;

import io.lettuce.core.RedisURI;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.granter.GranterFlags;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.process.Program;
import io.waitingroom.process.RedisFlags;
import io.waitingroom.process.UnusableFlagException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a whole waiting room on this machine until it is told to end. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description =
                "Runs a whole waiting room on this machine: Redis, API servers, granters, and a seat map behind it."
                        + " Ends with Ctrl-C.")
final class Local implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int LAST_PORT = 65535;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GranterFlags granterFlags;

    @Option(
            names = "--port",
            defaultValue = "8080",
            converter = NumberConverter.KnownPort.class,
            paramLabel = "PORT",
            description = "port of the first API server; further ones follow")
    private int port;

    @Option(
            names = "--api-servers",
            defaultValue = "1",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "how many API servers")
    private int apiServers;

    @Option(
            names = "--granters",
            defaultValue = "2",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "how many granters")
    private int granters;

    @Option(
            names = "--redis-uri",
            converter = RedisFlags.UriConverter.class,
            paramLabel = "URI",
            description = "a Redis to use; default: one of its own")
    private RedisURI redisUri;

    @Option(
            names = "--seat-map-port",
            defaultValue = "8090",
            converter = SeatMapDemo.PortOrOff.class,
            paramLabel = "PORT",
            description = "port of the service that the room stands in front of, a seat map, or off")
    private OptionalInt seatMapPort;

    private volatile boolean ending;

    @Override
    public Integer call() throws InterruptedException {
        var flags = givenGranterFlags();
        for (int i = 0; i < apiServers; i++) {
            requireFree("--port", port + i);
        }
        seatMapPort.ifPresent(wanted -> requireFree("--seat-map-port", wanted));
        var system = new LocalSystem(this::say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending = true;
            system.close();
        }));
        try {
            start(system, flags);
        } catch (CancellationException told) {
            return 0;
        }
        if (!awaitReady(system)) {
            return 1;
        }
        say("ready: http://localhost:" + port);
        seatMapPort.ifPresent(there -> say("seats: http://localhost:" + there + "  (needs a permit, so begin here)"));
        say("page:  http://localhost:" + port + "/waiting-room");
        say("try:   curl -i -X POST http://localhost:" + port + "/api/waiting-room/sessions");
        new CountDownLatch(1).await();
        return 0;
    }

    private void start(LocalSystem system, List<String> granterFlags) {
        if (redisUri == null) {
            var redis = system.startRedis("--appendonly", "yes", "--maxmemory-policy", "noeviction");
            redis.onExit().thenAccept(process -> sayDied("redis", process));
            say("redis        " + redis.pid() + " " + redis.uri());
        } else {
            system.useRedis(given("--redis-uri"));
        }
        for (int i = 0; i < apiServers; i++) {
            watch(system.startApiServer(port + i, SeatMapDemo.apiFlags(seatMapPort)));
        }
        for (int i = 0; i < granters; i++) {
            watch(system.startGranter(granterFlags));
        }
        seatMapPort.ifPresent(there -> {
            var process = system.startSeatMap(there, SeatMapDemo.flags(port));
            process.onExit().thenAccept(ended -> sayDied("seat-map", ended));
            say("seat-map     " + process.pid() + " origin http://127.0.0.1:" + there);
        });
    }

    // Passed on as they were written; those not given are for the granters to look up in their environment.
    private List<String> givenGranterFlags() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(GranterFlags.names()::contains)
                .map(flag -> flag + "=" + given(flag))
                .toList();
    }

    private String given(String flag) {
        return spec.commandLine()
                .getParseResult()
                .matchedOption(flag)
                .originalStringValues()
                .get(0);
    }

    private boolean awaitReady(LocalSystem system) throws InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        for (var child : system.children()) {
            var role = child.management().readyRole();
            while (role.isEmpty()) {
                if (!system.children().stream().allMatch(Child::isAlive) || System.nanoTime() > end) {
                    say("the system did not become ready");
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(100);
                role = child.management().readyRole();
            }
            var line = "%-12s %d %s %s";
            say(line.formatted(
                    child.name(),
                    child.process().pid(),
                    role.get(),
                    child.management().url()));
        }
        return true;
    }

    private void watch(Child child) {
        child.onExit().thenAccept(process -> sayDied(child.name(), process));
    }

    private void sayDied(String name, Process process) {
        if (!ending) {
            say(name + " (" + process.pid() + ") has died, exit code " + process.exitValue());
        }
    }

    private void requireFree(String flag, int wanted) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        } catch (IOException | IllegalArgumentException e) {
            var reason = wanted > LAST_PORT ? "there is no such port" : "it is taken";
            throw new UnusableFlagException(flag, wanted + " cannot be used: " + reason);
        }
    }

    private void say(String line) {
        System.out.println(line);
    }
}
