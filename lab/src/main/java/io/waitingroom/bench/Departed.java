package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.room.LeadOutcome.Leading;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long one visitor waits behind many abandoned sessions. When the measurement starts, all of them are overdue but
 * not expired yet.
 */
final class Departed implements Measurement {
    private static final double MAX_SECONDS = 30;
    private static final long LIMIT_SECONDS = 120;
    private static final long TICK_MILLIS = 200;
    private static final Duration WAITING_TTL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration NO_STEP = Duration.ZERO;
    /**
     * The maximum step of room time in one tick. It is so long that the tick advances room time by the whole time since the
     * last tick.
     */
    private static final Duration UNLIMITED_STEP = Duration.ofHours(1);

    private static final String STREAM = Keys.of("stream");

    private final Series backlog = new Series("abandoned sessions, and the visitor's");

    @Override
    public Findings measure(BenchContext context) throws InterruptedException {
        var people = context.scale().departed();
        try (var system = new LocalSystem(line -> {})) {
            var redis = system.startRedis(Servers.REDIS);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                var seconds = seconds(system, crowd, people);
                return new Findings(
                        List.of(Row.atMost(
                                MAX_SECONDS,
                                "one visitor behind %,d abandoned sessions, until ACTIVE".formatted(people),
                                seconds,
                                "s")),
                        List.of(Picture.linear(
                                "departed",
                                "Places of people who walked away, in front of one person",
                                "seconds",
                                "places",
                                backlog)));
            }
        }
    }

    // Room time stands still while the crowd joins. Then it jumps past all deadlines in one step. The granter takes
    // over only after that, so it finds all sessions overdue at the same time.
    private double seconds(LocalSystem system, Crowd crowd, int people) throws InterruptedException {
        var room = crowd.room(settings());
        var lease = ((Leading) room.lead("bench", LEASE, Optional.empty())).lease();
        var granter = system.startGranter(List.of("--capacity=1"));
        Servers.awaitReady(granter);
        fill(crowd, lease, people);
        TimeUnit.MILLISECONDS.sleep(WAITING_TTL.toMillis() + TICK_MILLIS);
        room.tick(lease, LEASE, UNLIMITED_STEP).orElseThrow();

        var start = System.nanoTime();
        room.release(lease);
        Await.until(LIMIT_SECONDS, "the granter leads", () -> leads(granter));
        var visitor = crowd.join(1, false).get(0);
        Await.until(LIMIT_SECONDS, "the visitor is ACTIVE", () -> {
            backlog.add((System.nanoTime() - start) / 1e9, crowd.raw().xlen(STREAM));
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS / 4);
            return crowd.sessions().view(visitor).join().orElseThrow().state() == SessionState.ACTIVE;
        });
        return (System.nanoTime() - start) / 1e9;
    }

    // Ticks meanwhile: a standby would take over the lease of a leader that does not tick.
    private static void fill(Crowd crowd, Lease lease, int people) {
        var ticker = Executors.newSingleThreadScheduledExecutor();
        try {
            ticker.scheduleWithFixedDelay(
                    () -> crowd.room(settings()).tick(lease, LEASE, NO_STEP), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            crowd.join(people, false);
        } finally {
            ticker.shutdownNow();
        }
    }

    private static RoomSettings settings() {
        var defaults = RoomSettings.DEFAULTS;
        return new RoomSettings(
                1,
                defaults.batchSize(),
                defaults.rate(),
                WAITING_TTL,
                defaults.activeTtl(),
                defaults.claimTtl(),
                defaults.maxActive(),
                defaults.retention(),
                defaults.audit());
    }

    private static boolean leads(Child granter) {
        return granter.management().readyRole().equals(Optional.of("leader"));
    }
}
