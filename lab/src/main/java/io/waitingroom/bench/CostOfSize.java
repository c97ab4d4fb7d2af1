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

/** What Redis takes for a look at a session, a heartbeat and an activation, by how many people wait. */
final class CostOfSize implements Measurement {
    private static final double MOST = 1.2;
    private static final int CALLS = 20_000;
    private static final int AT_ONCE = 500;
    /** Out of the smallest room, too, so that the same number is granted in each. */
    private static final double GRANTED_OF_SMALLEST = 0.5;

    private static final int UNBOUNDED = 10_000_000;
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final Random random = new Random(1);
    private final Map<Integer, Lease> leases = new HashMap<>();

    @Override
    public Findings measure(SharedRooms lab) {
        var rooms = lab.rooms();
        var granted = (int) (GRANTED_OF_SMALLEST * lab.scale().smallestCrowd());
        var figures = List.of(
                compare(lab, "status read from Redis", rooms, this::statusMicros),
                compare(lab, "heartbeat", rooms, this::heartbeatMicros),
                compare(lab, "grant", rooms, room -> grantMicros(room, granted)));
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

    private Figure compare(SharedRooms lab, String name, List<FilledRoom> rooms, ToDoubleFunction<FilledRoom> cost) {
        rooms.forEach(cost::applyAsDouble);
        var costs = new ArrayList<List<Double>>();
        rooms.forEach(room -> costs.add(new ArrayList<>()));
        var turns = new Turns();
        for (int i = 0; i < lab.scale().turns(); i++) {
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
                .formatted(name, lab.scale().largestCrowd(), lab.scale().smallestCrowd());
        return new Figure(Row.atMost(MOST, figure, turns.compared("µs")), curve);
    }

    private double statusMicros(FilledRoom room) {
        return microsEach(
                room,
                CALLS,
                () -> forAnybody(room, id -> room.crowd().sessions().view(id)));
    }

    private double heartbeatMicros(FilledRoom room) {
        return microsEach(
                room,
                CALLS,
                () -> forAnybody(room, id -> room.crowd().sessions().heartbeat(id)));
    }

    private interface Step {
        CompletableFuture<?> of(SessionId id);
    }

    private void forAnybody(FilledRoom room, Step step) {
        for (int done = 0; done < CALLS; done += AT_ONCE) {
            var calls = new ArrayList<CompletableFuture<?>>(AT_ONCE);
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(step.of(room.ids().get(random.nextInt(room.ids().size()))));
            }
            calls.forEach(CompletableFuture::join);
        }
    }

    // Whoever was activated is replaced, so that as many people wait as before.
    private double grantMicros(FilledRoom room, int people) {
        var granter = room.crowd().room(settings());
        var lease = leases.computeIfAbsent(
                room.people(), size -> ((Leading) granter.lead("bench", LEASE, Optional.empty())).lease());
        var granted = new int[1];
        var micros = microsEach(room, 1, () -> {
            while (granted[0] < people) {
                granted[0] += granter.grant(lease).orElseThrow().waits().size();
            }
        });
        room.replaceFirst(granted[0]);
        return micros / granted[0];
    }

    private static RoomSettings settings() {
        var d = RoomSettings.DEFAULTS;
        return new RoomSettings(
                UNBOUNDED,
                UNBOUNDED,
                d.rate(),
                d.waitingTtl(),
                d.activeTtl(),
                d.claimTtl(),
                d.maxActive(),
                d.retention(),
                d.audit());
    }

    // Of scripts only: what the commands around them cost does not depend on the room.
    private static double microsEach(FilledRoom room, int calls, Runnable load) {
        var raw = room.crowd().raw();
        var before = RedisInfo.of(raw).microsIn("evalsha");
        load.run();
        return (RedisInfo.of(raw).microsIn("evalsha") - before) / calls;
    }
}
