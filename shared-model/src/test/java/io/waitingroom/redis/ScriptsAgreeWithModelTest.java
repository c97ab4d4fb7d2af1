package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.LeadOutcome;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/**
 * Runs random sequences of steps on the scripts and on {@link ModelRoom}, and compares the results. A failure names its
 * seed. {@code -Dmodel.seed=N} replays that sequence, {@code -Dmodel.sequences=N} runs more.
 */
class ScriptsAgreeWithModelTest {
    private static final int SEQUENCES = Integer.getInteger("model.sequences", 700);
    private static final int STEPS = 25;
    private static final Duration MAX_POLL = RoomSettings.MAX_POLL_INTERVAL;

    private final String uri = TestRedis.emptied();
    private ScriptBench bench;
    private ModelRoom model;
    private Random random;
    private final Map<Long, SessionId> ids = new HashMap<>();
    private Lease lease;
    private Lease deposed;
    private Optional<RoomSnapshot> snapshot;

    @Test
    void everyScriptDoesWhatTheModelDoes() {
        var replaySeed = Long.getLong("model.seed");
        var first = replaySeed == null ? System.nanoTime() : replaySeed;
        bench = new ScriptBench(uri, RoomSettings.DEFAULTS);
        try (var closing = bench) {
            for (long seed = first; seed < first + (replaySeed == null ? SEQUENCES : 1); seed++) {
                try {
                    runSequence(seed);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("replay with -Dmodel.seed=" + seed, e);
                }
            }
        }
    }

    private void runSequence(long seed) {
        random = new Random(seed);
        bench.raw.flushall();
        ids.clear();
        lease = null;
        snapshot = Optional.empty();
        model = new ModelRoom(settings());
        var room = new RedisRoom(bench.link, ScriptBench.KEYS, model.settings);
        lead(room);
        deposed = new Lease("nobody", 1);
        for (int step = 0; step < STEPS; step++) {
            room = step(room);
            if (step % 5 == 0) {
                compare();
            }
        }
        if (random.nextInt(4) == 0) {
            drain(room);
        }
    }

    private RoomSettings settings() {
        return new RoomSettings(
                random.nextInt(5),
                1 + random.nextInt(4),
                Duration.ofMillis(1 + random.nextInt(400)),
                Duration.ofMillis(500 + random.nextInt(3000)),
                Duration.ofMillis(500 + random.nextInt(3000)),
                random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(300 + random.nextInt(500)),
                random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(300 + random.nextInt(5000)),
                Duration.ofMillis(random.nextInt(3000)),
                random.nextInt(2) * 1000);
    }

    private RoomSettings withOtherLimits(RoomSettings as) {
        var other = settings();
        return new RoomSettings(
                as.capacity(),
                other.batchSize(),
                other.rate(),
                other.waitingTtl(),
                random.nextInt(8) == 0 ? MAX_POLL.multipliedBy(2) : other.activeTtl(),
                other.claimTtl(),
                other.maxActive(),
                as.retention(),
                as.audit());
    }

    private RedisRoom step(RedisRoom room) {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> join();
            case 3 ->
                randomTicket(ticket -> {
                    bench.sessions.heartbeat(ids.get(ticket)).join();
                    model.heartbeat(ticket);
                });
            case 4 ->
                randomTicket(ticket -> {
                    var found = bench.sessions.leave(ids.get(ticket)).join();
                    assertThat(found.isPresent()).isEqualTo(!model.removed(model.sessions.get(ticket)));
                    model.leave(ticket);
                });
            case 5, 6 ->
                tick(
                        random.nextInt(20) == 0 ? random.nextInt(2 * (int) MAX_POLL.toMillis()) : random.nextInt(700),
                        random.nextInt(5));
            case 7 -> sweep(room);
            case 8, 9 -> grant(room);
            case 11 ->
                randomTicket(ticket -> {
                    bench.sessions.check(ids.get(ticket)).join();
                    model.check(ticket);
                });
            case 12 -> enter();
            case 10 -> bench.foreignConsumerReads("another" + random.nextInt(3), 1 + random.nextInt(3));
            default -> {
                return takeOver();
            }
        }
        return room;
    }

    private void join() {
        var key = random.nextBoolean() ? null : String.format("key%05d", random.nextInt(6));
        var joined = bench.join(key);
        var expected = model.join(key);
        assertThat(joined.id().ticket()).isEqualTo(expected);
        assertThat(joined.repeated()).isEqualTo(ids.containsKey(expected));
        assertThat(joined.state()).isEqualTo(model.sessions.get(expected).state);
        ids.put(expected, joined.id());
    }

    // The comparison reads all sessions and so ends overdue ones. Before that, the room still counts them as WAITING.
    private void enter() {
        compare();
        var outcome = bench.sessions.enter().join();
        var expected = model.enter();
        assertThat(outcome instanceof JoinOutcome.Joined).isEqualTo(expected.isPresent());
        if (outcome instanceof JoinOutcome.Joined joined) {
            assertThat(joined.id().ticket()).isEqualTo(expected.getAsLong());
            ids.put(expected.getAsLong(), joined.id());
        }
    }

    private void randomTicket(LongConsumer step) {
        if (!ids.isEmpty()) {
            step.accept(1 + random.nextInt(ids.size()));
        }
    }

    private void tick(long step, long apiServers) {
        assertThat(bench.tick(deposed, 5000)).isEmpty();
        bench.tick(lease, step, apiServers).orElseThrow();
        model.tick(step, apiServers);
    }

    private void sweep(RedisRoom room) {
        assertThat(room.sweep(deposed)).isEmpty();
        bench.sweepAll(lease);
        model.sweep();
    }

    private void grant(RedisRoom room) {
        assertThat(room.grant(deposed)).isEmpty();
        var waits = new ArrayList<Long>();
        boolean more;
        do {
            var granted = room.grant(lease).orElseThrow();
            granted.waits().forEach(wait -> waits.add(wait.toMillis()));
            more = granted.more();
        } while (more);
        assertThat(waits).isEqualTo(model.grant());
    }

    // The comparison ends overdue sessions. A change of settings depends on whether a session is WAITING.
    private RedisRoom takeOver() {
        deposed = random.nextBoolean() ? new Lease(lease.token(), lease.epoch() - 1) : lease;
        bench.raw.del(bench.key("lease"));
        compare();
        var next = random.nextBoolean() ? model.settings : withOtherLimits(model.settings);
        var successor = new RedisRoom(bench.link, ScriptBench.KEYS, next);
        lead(successor);
        model.lead(next);
        return successor;
    }

    private void lead(RedisRoom room) {
        var before = lease == null ? 0 : lease.epoch();
        var outcome = room.lead("token" + random.nextInt(), ScriptBench.LEASE, Optional.empty());
        lease = ((LeadOutcome.Leading) outcome).lease();
        assertThat(lease.epoch()).isGreaterThan(before);
    }

    private void compare() {
        var views = new HashMap<Long, CompletableFuture<Optional<SessionView>>>();
        ids.forEach((ticket, id) -> views.put(ticket, bench.sessions.view(id)));
        for (var ticket : ids.keySet()) {
            var session = model.sessions.get(ticket);
            var view = views.get(ticket).join();
            model.expireIfOverdue(ticket);
            if (model.removed(session)) {
                assertThat(view).isEmpty();
            } else {
                assertThat(view.orElseThrow().state()).as("ticket %d", ticket).isEqualTo(model.visibleState(session));
            }
        }
        var active = bench.raw.zrange(bench.key("active"), 0, -1);
        assertThat(active)
                .containsExactlyInAnyOrderElementsOf(
                        model.active.stream().map(String::valueOf).toList());
        var figures = bench.figures();
        assertThat(figures.active()).isEqualTo(model.active.size()).isLessThanOrEqualTo(model.settings.capacity());
        assertThat(figures.activations()).isEqualTo(model.activations);
        assertThat(figures.left()).isEqualTo(model.left);
        assertThat(figures.joins()).isEqualTo(model.sessions.size());
        assertThat(figures.waiting() + figures.active() + figures.left() + figures.expired())
                .isEqualTo(figures.joins());
        comparePositions();
    }

    // The preceding reads have ended all overdue sessions.
    private void comparePositions() {
        snapshot = bench.snapshots.read(snapshot).join();
        assertThat(snapshot.orElseThrow().pace()).isEqualTo(Pace.of(model.settings));
        var position = 0;
        for (var ticket : ids.keySet().stream().sorted().toList()) {
            var waits = model.visibleState(model.sessions.get(ticket)) == SessionState.WAITING;
            assertThat(snapshot.orElseThrow().waits(ids.get(ticket)))
                    .as("ticket %d", ticket)
                    .isEqualTo(waits);
            if (waits) {
                assertThat(snapshot.orElseThrow().position(ticket)).isEqualTo(++position);
            }
        }
    }

    /** Stops all heartbeats. All sessions expire, and only the keys of the room remain. */
    private void drain(RedisRoom room) {
        for (int i = 0; i < 12 || !model.queue.isEmpty() && model.settings.capacity() > 0; i++) {
            tick(1200, 1);
            sweep(room);
            grant(room);
        }
        tick(MAX_POLL.multipliedBy(3).toMillis(), 1);
        sweep(room);
        compare();
        var figures = bench.figures();
        assertThat(figures.waiting()).isZero();
        assertThat(figures.active()).isZero();
        if (model.settings.capacity() > 0) {
            assertThat(bench.raw.xlen(bench.key("stream"))).isZero();
            assertThat(bench.raw.xpending(bench.key("stream"), "granters").getCount())
                    .isZero();
        }
        if (random.nextInt(50) == 0) {
            tick(1_300_000, 1);
            sweep(room);
            assertThat(bench.raw.keys("*"))
                    .isSubsetOf(
                            ScriptBench.KEYS.room(),
                            bench.key("stream"),
                            bench.key("lease"),
                            bench.key("audit"),
                            bench.departures(0),
                            bench.key("due"));
        }
    }
}
