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

/** How fast a granter activates people whom nothing holds back, beside the same commands in a pipeline. */
final class Activations implements Measurement {
    private static final double LEAST = 0.6;
    private static final int TURNS = 3;
    /** One in so many is granted before it counts. */
    private static final int WARM = 5;

    private static final long LIMIT_SECONDS = 120;
    private static final String ROOM = Keys.of("room");
    private static final List<String> UNBOUNDED = List.of("--capacity=10000000", "--batch-size=10000000");

    private final Turns rates = new Turns();

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        var waiting = lab.scale().activations();
        var people = waiting + waiting / (WARM - 1);
        var commands = Files.createTempFile("grants", ".resp");
        try {
            lab.say("  recording");
            record(people, commands);
            for (int i = 0; i < Math.min(TURNS, lab.scale().turns()); i++) {
                var reference = people / replaySeconds(people, commands);
                rates.add(grantRate(people), reference);
            }
        } finally {
            Files.delete(commands);
        }
        var figure = "activations/s, %,d waiting (reference: its commands, piped)".formatted(waiting);
        return new Findings(
                List.of(Row.atLeast(LEAST, figure, rates.compared("/s"))),
                List.of(Picture.linear(
                        "activations",
                        "Activations per second, turn by turn",
                        "turn",
                        "per second",
                        rates.ours("granter"),
                        rates.references("its commands, piped"))));
    }

    private static void record(int people, Path commands) throws IOException, InterruptedException {
        try (var system = new LocalSystem(line -> {})) {
            var redis = filled(system, people);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry());
                    var recording = new GrantRecording(redis, commands)) {
                var granter = system.startGranter(UNBOUNDED);
                Await.untilSeldomLooking(LIMIT_SECONDS, "all are ACTIVE", () -> activations(crowd.raw()) >= people);
                granter.terminate();
                granter.awaitEnd();
                recording.awaitQuiet();
            }
        }
    }

    private static double replaySeconds(int people, Path commands) throws IOException {
        try (var system = new LocalSystem(line -> {})) {
            var redis = filled(system, people);
            return RedisPipe.seconds(redis, commands);
        }
    }

    // Of a granter that has compiled what it does: it runs for days, and people come in minutes.
    private static double grantRate(int people) throws InterruptedException {
        try (var system = new LocalSystem(line -> {})) {
            var redis = filled(system, people);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                system.startGranter(UNBOUNDED);
                Await.untilSeldomLooking(
                        LIMIT_SECONDS, "the granter is warm", () -> activations(crowd.raw()) >= people / WARM);
                var warm = activations(crowd.raw());
                var begun = System.nanoTime();
                Await.untilSeldomLooking(LIMIT_SECONDS, "all are ACTIVE", () -> activations(crowd.raw()) >= people);
                return (people - warm) / ((System.nanoTime() - begun) / 1e9);
            }
        }
    }

    private static long activations(RedisCommands<String, String> redis) {
        var count = redis.hget(ROOM, "activations");
        return count == null ? 0 : Long.parseLong(count);
    }

    private static EmbeddedRedis filled(LocalSystem system, int people) {
        var redis = system.startRedis(Servers.REDIS);
        try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
            crowd.join(people, false);
        }
        return redis;
    }
}
