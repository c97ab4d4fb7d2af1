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
 * Measures the sweeps, by which a granter finds sessions whose heartbeats have stopped. In the first part, all sessions of a
 * crowd are alive. In the second part, the heartbeats of all these sessions stop at the same time.
 */
final class Sweeps implements Measurement {
    private static final double MAX_SECONDS = 30;
    private static final long LIMIT_SECONDS = 180;
    private static final int BATCH_SIZE = 500;
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final Duration TTL = RoomSettings.DEFAULTS.waitingTtl();
    /**
     * The time between two checks of a session that sends heartbeats regularly. A sweep checks such a session again after two
     * thirds of the session's time to live.
     */
    private static final double SWEEP_INTERVAL_SECONDS = TTL.toSeconds() * 2 / 3.0;

    private static final String ROOM = Keys.of("room");
    private static final String SLOWLOG_MIN_MICROS = "200";
    private static final int SLOWLOG_LENGTH = 20_000;
    private static final String NONE = "0";

    private final Series notFound = new Series("not found yet");

    @Override
    public Findings measure(BenchContext context) throws InterruptedException {
        var people = context.scale().largestCrowd();
        try (var system = new LocalSystem(line -> {})) {
            var redis = system.startRedis(Servers.REDIS);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                var room = crowd.room(RoomSettings.DEFAULTS);
                var lease = ((Leading) room.lead("bench", LEASE, Optional.empty())).lease();
                context.logProgress("  %,d people join".formatted(people));
                var ids = crowd.join(people, false);
                crowd.raw().configSet("slowlog-log-slower-than", SLOWLOG_MIN_MICROS);
                crowd.raw().configSet("slowlog-max-len", Integer.toString(SLOWLOG_LENGTH));
                var rows = new ArrayList<Row>();
                rows.addAll(measureLiveSessions(crowd, room, lease, ids));
                advanceRoomTime(crowd, room, lease, TTL.multipliedBy(2));
                room.release(lease);
                rows.addAll(measureVanishedSessions(system, crowd, people));
                return new Findings(rows, List.of(picture()));
            }
        }
    }

    private static List<Row> measureLiveSessions(Crowd crowd, RedisRoom room, Lease lease, List<SessionId> ids) {
        advanceRoomTime(crowd, room, lease, TTL.multipliedBy(9).dividedBy(10));
        sendHeartbeats(crowd, ids);
        advanceRoomTime(crowd, room, lease, TTL.dividedBy(5));
        crowd.raw().slowlogReset();
        var before = RedisInfo.of(crowd.raw()).microsIn("evalsha");
        while (room.sweep(lease).orElseThrow()) {
            // sweep until all sessions were checked
        }
        var micros = RedisInfo.of(crowd.raw()).microsIn("evalsha") - before;
        requireWaiting(crowd, ids.size());
        var figure = "sweeps of %,d live sessions, --waiting-ttl %d m, ".formatted(ids.size(), TTL.toMinutes());
        return List.of(
                Row.printed(figure + "share of Redis's time", micros / 1e6 / SWEEP_INTERVAL_SECONDS * 100, "%"),
                Row.printed(figure + "longest sweep", maxSweepMillis(crowd.raw()), "ms"));
    }

    // Sets the time of the last tick far into the past, so that room time advances by exactly this step.
    private static void advanceRoomTime(Crowd crowd, RedisRoom room, Lease lease, Duration step) {
        crowd.raw().hset(ROOM, "at", "0");
        room.tick(lease, LEASE, step).orElseThrow();
    }

    private static void sendHeartbeats(Crowd crowd, List<SessionId> ids) {
        for (int start = 0; start < ids.size(); start += BATCH_SIZE) {
            ids.subList(start, Math.min(ids.size(), start + BATCH_SIZE)).stream()
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

    private List<Row> measureVanishedSessions(LocalSystem system, Crowd crowd, int people) throws InterruptedException {
        var redis = crowd.raw();
        redis.slowlogReset();
        var granter = system.startGranter(List.of("--capacity=0"));
        Await.until(LIMIT_SECONDS, "the granter leads", () -> leads(granter));
        var start = System.nanoTime();
        var before = RedisInfo.of(redis).microsIn("evalsha");
        Await.untilPollingSlowly(LIMIT_SECONDS, "all are found", () -> {
            var waiting = redis.hget(ROOM, "waiting");
            notFound.add((System.nanoTime() - start) / 1e9, Double.parseDouble(waiting));
            return waiting.equals(NONE);
        });
        var seconds = (System.nanoTime() - start) / 1e9;
        var micros = RedisInfo.of(redis).microsIn("evalsha") - before;
        var figure = "%,d who vanish at once, ".formatted(people);
        return List.of(
                Row.atMost(MAX_SECONDS, figure + "until all are found", seconds, "s"),
                Row.printed(figure + "share of Redis's time meanwhile", micros / 1e6 / seconds * 100, "%"),
                Row.printed(figure + "longest sweep", maxSweepMillis(redis), "ms"));
    }

    private static boolean leads(Child granter) {
        return granter.management().readyRole().equals(Optional.of("leader"));
    }

    // An entry of the slow log has: id, time, duration in microseconds, command.
    private static double maxSweepMillis(RedisCommands<String, String> redis) {
        return redis.slowlogGet(SLOWLOG_LENGTH).stream()
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
                "vanished", "People who vanished at once, until they are found", "seconds", "people", notFound);
    }
}
