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

/** Runs a whole waiting room on this machine until Ctrl-C or SIGTERM. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description =
                "Runs a whole waiting room on this machine: Redis, API servers, granters, and a seat map behind it."
                        + " Ends with Ctrl-C.")
final class Local implements Callable<Integer> {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
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
            description = "port of the first API server; further servers use the next ports")
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
            description = "an existing Redis to use; default: starts its own Redis")
    private RedisURI redisUri;

    @Option(
            names = "--seat-map-port",
            defaultValue = "8090",
            converter = SeatMapDemo.PortOrOff.class,
            paramLabel = "PORT",
            description = "port of the seat map, the service that the room protects, or off")
    private OptionalInt seatMapPort;

    private volatile boolean ending;

    @Override
    public Integer call() throws InterruptedException {
        var flags = givenGranterFlags();
        for (int i = 0; i < apiServers; i++) {
            requireFree("--port", port + i);
        }
        seatMapPort.ifPresent(wanted -> requireFree("--seat-map-port", wanted));
        var system = new LocalSystem(this::print);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending = true;
            system.close();
        }));
        try {
            start(system, flags);
        } catch (CancellationException closing) {
            return 0;
        }
        if (!awaitReady(system)) {
            return 1;
        }
        print("ready: http://localhost:" + port);
        seatMapPort.ifPresent(
                mapPort -> print("seats: http://localhost:" + mapPort + "  (needs a permit, so begin here)"));
        print("page:  http://localhost:" + port + "/waiting-room");
        print("try:   curl -i -X POST http://localhost:" + port + "/api/waiting-room/sessions");
        new CountDownLatch(1).await();
        return 0;
    }

    private void start(LocalSystem system, List<String> granterFlags) {
        if (redisUri == null) {
            var redis = system.startRedis("--appendonly", "yes", "--maxmemory-policy", "noeviction");
            redis.onExit().thenAccept(process -> printDeath("redis", process));
            print("redis        " + redis.pid() + " " + redis.uri());
        } else {
            system.useRedis(value("--redis-uri"));
        }
        for (int i = 0; i < apiServers; i++) {
            watch(system.startApiServer(port + i, SeatMapDemo.apiFlags(seatMapPort)));
        }
        for (int i = 0; i < granters; i++) {
            watch(system.startGranter(granterFlags));
        }
        seatMapPort.ifPresent(mapPort -> {
            var process = system.startSeatMap(mapPort, SeatMapDemo.flags(port));
            process.onExit().thenAccept(ended -> printDeath("seat-map", ended));
            print("seat-map     " + process.pid() + " origin http://127.0.0.1:" + mapPort);
        });
    }

    // Passes flags on as they were written. The granters look up the other flags in their environment.
    private List<String> givenGranterFlags() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(GranterFlags.names()::contains)
                .map(flag -> flag + "=" + value(flag))
                .toList();
    }

    private String value(String flag) {
        return spec.commandLine()
                .getParseResult()
                .matchedOption(flag)
                .originalStringValues()
                .get(0);
    }

    private boolean awaitReady(LocalSystem system) throws InterruptedException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        for (var child : system.children()) {
            var role = child.management().readyRole();
            while (role.isEmpty()) {
                if (!system.children().stream().allMatch(Child::isAlive) || System.nanoTime() > deadline) {
                    print("the system did not become ready");
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(100);
                role = child.management().readyRole();
            }
            var line = "%-12s %d %s %s";
            print(line.formatted(
                    child.name(),
                    child.process().pid(),
                    role.get(),
                    child.management().url()));
        }
        return true;
    }

    private void watch(Child child) {
        child.onExit().thenAccept(process -> printDeath(child.name(), process));
    }

    private void printDeath(String name, Process process) {
        if (!ending) {
            print(name + " (" + process.pid() + ") has died, exit code " + process.exitValue());
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

    private void print(String line) {
        System.out.println(line);
    }
}
