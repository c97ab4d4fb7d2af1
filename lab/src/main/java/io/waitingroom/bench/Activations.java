package io.waitingroom.bench;

import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures how fast a granter activates waiting sessions without a limit. The reference is the same Redis commands, sent in
 * a pipeline.
 */
final class Activations implements Measurement {
    private static final double MIN_RATIO = 0.6;
    private static final int TURNS = 3;
    /** Before the measurement starts, the granter warms up: it activates the number of all sessions divided by this number. */
    private static final int WARM_UP_SHARE = 5;

    private static final long LIMIT_SECONDS = 120;
    private static final String ROOM = Keys.of("room");
    private static final List<String> UNBOUNDED = List.of("--capacity=10000000", "--batch-size=10000000");

    private final Turns rates = new Turns();

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        var waiting = context.scale().activations();
        var visitors = waiting + waiting / (WARM_UP_SHARE - 1);
        var commands = Files.createTempFile("grants", ".resp");
        try {
            context.logProgress("  recording");
            record(visitors, commands);
            for (int i = 0; i < Math.min(TURNS, context.scale().turns()); i++) {
                var reference = visitors / replaySeconds(visitors, commands);
                rates.add(grantRate(visitors), reference);
            }
        } finally {
            Files.delete(commands);
        }
        var figure = "activations/s, %,d waiting (reference: the same commands, piped)".formatted(waiting);
        return new Findings(
                List.of(Row.atLeast(MIN_RATIO, figure, rates.compared("/s"))),
                List.of(Picture.linear(
                        "activations",
                        "Activations per second, turn by turn",
                        "turn",
                        "per second",
                        rates.ours("granter"),
                        rates.references("the same commands, piped"))));
    }

    private static void record(int visitors, Path commands) throws IOException, InterruptedException {
        try (var system = new LocalSystem(line -> {})) {
            var redis = filledRedis(system, visitors);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry());
                    var recording = new GrantRecording(redis, commands)) {
                var granter = system.startGranter(UNBOUNDED);
                Await.untilPollingSlowly(LIMIT_SECONDS, "all are ACTIVE", () -> activations(crowd.raw()) >= visitors);
                granter.terminate();
                granter.awaitEnd();
                recording.awaitQuiet();
            }
        }
    }

    private static double replaySeconds(int visitors, Path commands) throws IOException {
        try (var system = new LocalSystem(line -> {})) {
            var redis = filledRedis(system, visitors);
            return RedisPipe.seconds(redis, commands);
        }
    }

    // Measures a granter whose code is compiled already. A real granter runs for days before a crowd comes within
    // minutes.
    private static double grantRate(int visitors) throws InterruptedException {
        try (var system = new LocalSystem(line -> {})) {
            var redis = filledRedis(system, visitors);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                system.startGranter(UNBOUNDED);
                Await.untilPollingSlowly(
                        LIMIT_SECONDS,
                        "the granter is warmed up",
                        () -> activations(crowd.raw()) >= visitors / WARM_UP_SHARE);
                var warmUpCount = activations(crowd.raw());
                var start = System.nanoTime();
                Await.untilPollingSlowly(LIMIT_SECONDS, "all are ACTIVE", () -> activations(crowd.raw()) >= visitors);
                return (visitors - warmUpCount) / ((System.nanoTime() - start) / 1e9);
            }
        }
    }

    private static long activations(RedisCommands<String, String> redis) {
        var count = redis.hget(ROOM, "activations");
        return count == null ? 0 : Long.parseLong(count);
    }

    private static EmbeddedRedis filledRedis(LocalSystem system, int visitors) {
        var redis = system.startRedis(Servers.REDIS);
        try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
            crowd.join(visitors, false);
        }
        return redis;
    }
}
