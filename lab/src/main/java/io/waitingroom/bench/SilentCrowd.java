package io.waitingroom.bench;

import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.fleet.RedisInfo;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.Script;
import io.waitingroom.room.LeadOutcome.Leading;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What it takes to find that people have vanished without a word: of a crowd of whom nobody did, and then of the same
 * crowd of whom everybody did at once.
 */
final class SilentCrowd implements Measurement {
    private static final double MOST_SECONDS = 30;
    private static final long LIMIT_SECONDS = 180;
    private static final int AT_ONCE = 500;
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final Duration TTL = RoomSettings.DEFAULTS.waitingTtl();
    /** Whoever sends heartbeats as told is looked at again when two thirds of this have passed. */
    private static final double BETWEEN_LOOKS_SECONDS = TTL.toSeconds() * 2 / 3.0;

    private static final String ROOM = Keys.of("room");
    private static final String SLOWLOG_FROM_MICROS = "200";
    private static final int SLOWLOG = 20_000;
    private static final String NOBODY = "0";

    private final Series missing = new Series("not found yet");

    @Override
    public Findings measure(SharedRooms lab) throws InterruptedException {
        var people = lab.scale().largestCrowd();
        try (var system = new LocalSystem(line -> {})) {
            var redis = system.startRedis(Servers.REDIS);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                var room = crowd.room(RoomSettings.DEFAULTS);
                var lease = ((Leading) room.lead("bench", LEASE, Optional.empty())).lease();
                lab.say("  %,d people join".formatted(people));
                var ids = crowd.join(people, false);
                crowd.raw().configSet("slowlog-log-slower-than", SLOWLOG_FROM_MICROS);
                crowd.raw().configSet("slowlog-max-len", Integer.toString(SLOWLOG));
                var rows = new ArrayList<Row>();
                rows.addAll(ofWhomNobodyVanished(crowd, room, lease, ids));
                leap(crowd, room, lease, TTL.multipliedBy(2));
                room.release(lease);
                rows.addAll(ofWhomEverybodyDid(system, crowd, people));
                return new Findings(rows, List.of(picture()));
            }
        }
    }

    private static List<Row> ofWhomNobodyVanished(Crowd crowd, RedisRoom room, Lease lease, List<SessionId> ids) {
        leap(crowd, room, lease, TTL.multipliedBy(9).dividedBy(10));
        heartbeats(crowd, ids);
        leap(crowd, room, lease, TTL.dividedBy(5));
        crowd.raw().slowlogReset();
        var before = RedisInfo.of(crowd.raw()).microsIn("evalsha");
        while (room.sweep(lease).orElseThrow()) {
            // until all have been looked at
        }
        var micros = RedisInfo.of(crowd.raw()).microsIn("evalsha") - before;
        requireWaiting(crowd, ids.size());
        var figure =
                "sweeps of %,d of whom nobody vanishes, --waiting-ttl %d m, ".formatted(ids.size(), TTL.toMinutes());
        return List.of(
                Row.printed(figure + "of Redis's time", micros / 1e6 / BETWEEN_LOOKS_SECONDS * 100, "%"),
                Row.printed(figure + "longest", longestMillis(crowd.raw()), "ms"));
    }

    // The clock is made to look as if it had stood still for ages, so that room time moves by exactly this step.
    private static void leap(Crowd crowd, RedisRoom room, Lease lease, Duration step) {
        crowd.raw().hset(ROOM, "at", "0");
        room.tick(lease, LEASE, step).orElseThrow();
    }

    private static void heartbeats(Crowd crowd, List<SessionId> ids) {
        for (int begun = 0; begun < ids.size(); begun += AT_ONCE) {
            ids.subList(begun, Math.min(ids.size(), begun + AT_ONCE)).stream()
                    .map(crowd.sessions()::heartbeat)
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private static void requireWaiting(Crowd crowd, int people) {
        var waiting = crowd.raw().hget(ROOM, "waiting");
        if (!waiting.equals(Integer.toString(people))) {
            throw new IllegalStateException(waiting + " wait, not " + people);
        }
    }

    private List<Row> ofWhomEverybodyDid(LocalSystem system, Crowd crowd, int people) throws InterruptedException {
        var redis = crowd.raw();
        redis.slowlogReset();
        var granter = system.startGranter(List.of("--capacity=0"));
        Await.until(LIMIT_SECONDS, "the granter leads", () -> leads(granter));
        var begun = System.nanoTime();
        var before = RedisInfo.of(redis).microsIn("evalsha");
        Await.untilSeldomLooking(LIMIT_SECONDS, "all are found", () -> {
            var waiting = redis.hget(ROOM, "waiting");
            missing.add((System.nanoTime() - begun) / 1e9, Double.parseDouble(waiting));
            return waiting.equals(NOBODY);
        });
        var seconds = (System.nanoTime() - begun) / 1e9;
        var micros = RedisInfo.of(redis).microsIn("evalsha") - before;
        var figure = "%,d who vanish at once, ".formatted(people);
        return List.of(
                Row.atMost(MOST_SECONDS, figure + "until all are found", seconds, "s"),
                Row.printed(figure + "of Redis's time meanwhile", micros / 1e6 / seconds * 100, "%"),
                Row.printed(figure + "longest sweep", longestMillis(redis), "ms"));
    }

    private static boolean leads(Child granter) {
        return granter.management().readyRole().equals(Optional.of("leader"));
    }

    // Each entry: id, when, microseconds, the command.
    private static double longestMillis(RedisCommands<String, String> redis) {
        return redis.slowlogGet(SLOWLOG).stream()
                        .map(entry -> (List<?>) entry)
                        .filter(entry -> isSweep((List<?>) entry.get(3)))
                        .mapToLong(entry -> (Long) entry.get(2))
                        .max()
                        .orElse(0)
                / 1e3;
    }

    private static boolean isSweep(List<?> command) {
        return command.size() > 1 && text(command.get(1)).equals(Script.SWEEP.digest());
    }

    private static String text(Object word) {
        return word instanceof byte[] bytes ? new String(bytes, StandardCharsets.US_ASCII) : word.toString();
    }

    private Picture picture() {
        return Picture.linear(
                "vanished", "People who vanished at once, until they are found", "seconds", "people", missing);
    }
}
