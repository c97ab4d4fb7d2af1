package io.waitingroom.bench;

import io.waitingroom.fleet.RedisInfo;
import io.waitingroom.room.LeadOutcome.Leading;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * Measures how much time Redis needs for a status read, a heartbeat and an activation, in rooms with different numbers of
 * waiting sessions.
 */
final class CostBySize implements Measurement {
    private static final double MAX_RATIO = 1.2;
    private static final int CALLS = 20_000;
    private static final int BATCH_SIZE = 500;
    /**
     * The number of grants in one turn, as a share of the smallest room's sessions. Every room makes the same number of grants.
     */
    private static final double GRANTED_SHARE = 0.5;

    private static final int UNBOUNDED = 10_000_000;
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final Random random = new Random(1);
    private final Map<Integer, Lease> leases = new HashMap<>();

    @Override
    public Findings measure(BenchContext context) {
        var rooms = context.rooms();
        var granted = (int) (GRANTED_SHARE * context.scale().smallestCrowd());
        var figures = List.of(
                compare(context, "status read from Redis", rooms, this::statusMicros),
                compare(context, "heartbeat", rooms, this::heartbeatMicros),
                compare(context, "grant", rooms, room -> grantMicros(room, granted)));
        return new Findings(
                figures.stream().map(Figure::row).toList(),
                List.of(Picture.logarithmic(
                        "cost-by-size",
                        "Redis time per call, by people waiting",
                        "people waiting",
                        "µs",
                        figures.stream().map(Figure::curve).toArray(Series[]::new))));
    }

    private record Figure(Row row, Series curve) {}

    private Figure compare(
            BenchContext context, String name, List<FilledRoom> rooms, ToDoubleFunction<FilledRoom> cost) {
        rooms.forEach(cost::applyAsDouble);
        var costs = new ArrayList<List<Double>>();
        rooms.forEach(room -> costs.add(new ArrayList<>()));
        var turns = new Turns();
        for (int i = 0; i < context.scale().turns(); i++) {
            for (int r = 0; r < rooms.size(); r++) {
                costs.get(r).add(cost.applyAsDouble(rooms.get(r)));
            }
            turns.add(costs.get(rooms.size() - 1).get(i), costs.get(0).get(i));
        }
        var curve = new Series(name);
        for (int r = 0; r < rooms.size(); r++) {
            curve.add(rooms.get(r).people(), Turns.median(costs.get(r)));
        }
        var figure = "%s at %,d waiting (reference: %,d)"
                .formatted(name, context.scale().largestCrowd(), context.scale().smallestCrowd());
        return new Figure(Row.atMost(MAX_RATIO, figure, turns.compared("µs")), curve);
    }

    private double statusMicros(FilledRoom room) {
        return microsEach(
                room,
                CALLS,
                () -> forRandomSessions(room, id -> room.crowd().sessions().view(id)));
    }

    private double heartbeatMicros(FilledRoom room) {
        return microsEach(
                room,
                CALLS,
                () -> forRandomSessions(room, id -> room.crowd().sessions().heartbeat(id)));
    }

    private interface Call {
        CompletableFuture<?> of(SessionId id);
    }

    private void forRandomSessions(FilledRoom room, Call call) {
        for (int done = 0; done < CALLS; done += BATCH_SIZE) {
            var calls = new ArrayList<CompletableFuture<?>>(BATCH_SIZE);
            for (int i = 0; i < BATCH_SIZE; i++) {
                calls.add(call.of(room.ids().get(random.nextInt(room.ids().size()))));
            }
            calls.forEach(CompletableFuture::join);
        }
    }

    // Replaces the activated sessions, so that the number of waiting sessions stays the same.
    private double grantMicros(FilledRoom room, int count) {
        var granter = room.crowd().room(settings());
        var lease = leases.computeIfAbsent(
                room.people(), size -> ((Leading) granter.lead("bench", LEASE, Optional.empty())).lease());
        var granted = new int[1];
        var micros = microsEach(room, 1, () -> {
            while (granted[0] < count) {
                granted[0] += granter.grant(lease).orElseThrow().waits().size();
            }
        });
        room.replaceFirst(granted[0]);
        return micros / granted[0];
    }

    private static RoomSettings settings() {
        var defaults = RoomSettings.DEFAULTS;
        return new RoomSettings(
                UNBOUNDED,
                UNBOUNDED,
                defaults.rate(),
                defaults.waitingTtl(),
                defaults.activeTtl(),
                defaults.claimTtl(),
                defaults.maxActive(),
                defaults.retention(),
                defaults.audit());
    }

    // Counts the time in scripts only: the cost of the commands around them does not depend on the room.
    private static double microsEach(FilledRoom room, int calls, Runnable load) {
        var raw = room.crowd().raw();
        var before = RedisInfo.of(raw).microsIn("evalsha");
        load.run();
        return (RedisInfo.of(raw).microsIn("evalsha") - before) / calls;
    }
}
