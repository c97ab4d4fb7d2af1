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

/** How long one person waits behind many who walked away, and whose places nobody has cleared yet. */
final class Departed implements Measurement {
    private static final double MOST_SECONDS = 30;
    private static final long LIMIT_SECONDS = 120;
    private static final long TICK_MILLIS = 200;
    private static final Duration WAITING_TTL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration STANDING_STILL = Duration.ZERO;
    private static final Duration AS_MUCH_AS_HAS_PASSED = Duration.ofHours(1);
    private static final String STREAM = Keys.of("stream");

    private final Series backlog = new Series("places in front, and the one person's");

    @Override
    public Findings measure(SharedRooms lab) throws InterruptedException {
        var people = lab.scale().departed();
        try (var system = new LocalSystem(line -> {})) {
            var redis = system.startRedis(Servers.REDIS);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                var seconds = seconds(system, crowd, people);
                return new Findings(
                        List.of(Row.atMost(
                                MOST_SECONDS,
                                "one person behind %,d who walked away, until ACTIVE".formatted(people),
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

    // The room's time stands still while the crowd joins and then makes one leap over everybody's deadline, so that
    // the granter, which takes over only then, meets all of them at once.
    private double seconds(LocalSystem system, Crowd crowd, int people) throws InterruptedException {
        var room = crowd.room(settings());
        var lease = ((Leading) room.lead("bench", LEASE, Optional.empty())).lease();
        var granter = system.startGranter(List.of("--capacity=1"));
        Servers.awaitReady(granter);
        fill(crowd, lease, people);
        TimeUnit.MILLISECONDS.sleep(WAITING_TTL.toMillis() + TICK_MILLIS);
        room.tick(lease, LEASE, AS_MUCH_AS_HAS_PASSED).orElseThrow();

        var begun = System.nanoTime();
        room.release(lease);
        Await.until(LIMIT_SECONDS, "the granter leads", () -> leads(granter));
        var living = crowd.join(1, false).get(0);
        Await.until(LIMIT_SECONDS, "the one person is ACTIVE", () -> {
            backlog.add((System.nanoTime() - begun) / 1e9, crowd.raw().xlen(STREAM));
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS / 4);
            return crowd.sessions().view(living).join().orElseThrow().state() == SessionState.ACTIVE;
        });
        return (System.nanoTime() - begun) / 1e9;
    }

    // A standby would take the lease of a leader that does not tick.
    private static void fill(Crowd crowd, Lease lease, int people) {
        var ticks = Executors.newSingleThreadScheduledExecutor();
        try {
            ticks.scheduleWithFixedDelay(
                    () -> crowd.room(settings()).tick(lease, LEASE, STANDING_STILL),
                    0,
                    TICK_MILLIS,
                    TimeUnit.MILLISECONDS);
            crowd.join(people, false);
        } finally {
            ticks.shutdownNow();
        }
    }

    private static RoomSettings settings() {
        var d = RoomSettings.DEFAULTS;
        return new RoomSettings(
                1,
                d.batchSize(),
                d.rate(),
                WAITING_TTL,
                d.activeTtl(),
                d.claimTtl(),
                d.maxActive(),
                d.retention(),
                d.audit());
    }

    private static boolean leads(Child granter) {
        return granter.management().readyRole().equals(Optional.of("leader"));
    }
}
