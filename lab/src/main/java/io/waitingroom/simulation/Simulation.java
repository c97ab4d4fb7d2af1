package io.waitingroom.simulation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.position.EstimateNotes;
import io.waitingroom.position.NotedEstimate;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.room.LeadOutcome.Leading;
import io.waitingroom.room.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * One crowd in one room, a second at a time. The crowd goes by a clock on the wall; room time stands still while nobody
 * leads.
 */
public final class Simulation implements AutoCloseable {
    /** The name of the crowd that people come to as fast as they are admitted. */
    public static final String STEADY = "steady";

    private static final Duration LEASE = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofSeconds(1);

    private record Due(double second, SimulatedVisitor visitor) {}

    private final Scenario scenario;
    private final Random random;
    private final Crowd crowd;
    private final RedisRoom room;
    private final Lease lease;
    private final EstimateNotes notes;
    private final Verdicts verdicts = new Verdicts();
    private final ArrayDeque<SimulatedVisitor> line = new ArrayDeque<>();
    private final PriorityQueue<Due> impatient = dues();
    private final PriorityQueue<Due> leaving = dues();
    private Optional<RoomSnapshot> snapshot = Optional.empty();
    private Optional<NotedEstimate> noted = Optional.empty();
    /** Those who are ACTIVE know only of the time in which they could leave. */
    private double frozenFor;

    private Simulation(String uri, Scenario scenario, long seed) {
        this.scenario = scenario;
        random = new Random(seed);
        crowd = new Crowd(uri, new SimpleMeterRegistry());
        crowd.raw().flushall();
        room = crowd.room(scenario.settings());
        lease = ((Leading) room.lead("simulation", LEASE, Optional.empty())).lease();
        notes = new EstimateNotes(Pace.of(scenario.settings()));
    }

    private static PriorityQueue<Due> dues() {
        return new PriorityQueue<>((a, b) -> Double.compare(a.second, b.second));
    }

    /**
     * Lets every crowd meet a room, one after the other; takes some seconds each.
     *
     * @param uri of a Redis, which is emptied
     * @param seed of all chance
     * @return how it turned out for each, the {@link #STEADY} crowd first
     */
    public static List<Turnout> runAll(String uri, long seed) {
        return runSome(uri, seed, Integer.MAX_VALUE);
    }

    /** As {@link #runAll}, with the first so many of the crowds. */
    public static List<Turnout> runSome(String uri, long seed, int crowds) {
        return Scenario.all().stream()
                .limit(crowds)
                .map(scenario -> run(uri, scenario, seed))
                .toList();
    }

    private static Turnout run(String uri, Scenario scenario, long seed) {
        try (var simulation = new Simulation(uri, scenario, seed)) {
            for (int second = 0; second < scenario.seconds(); second++) {
                simulation.step(second);
            }
            return simulation.verdicts.turnout(
                    scenario.name(), simulation.snapshot.orElseThrow().estimates());
        }
    }

    private void step(int second) {
        if (scenario.frozen().test(second)) {
            frozenFor++;
        }
        arrive(second);
        depart(second);
        var ticking = !scenario.leaderless().test(second);
        if (ticking) {
            lead();
        }
        snapshot = crowd.snapshots().read(snapshot).join();
        var first = line.isEmpty() ? second : line.peekFirst().joined();
        verdicts.remember(second, snapshot.orElseThrow(), ticking, first);
        admit(second);
    }

    private void arrive(int second) {
        for (var id : crowd.join(poisson(scenario.arrivals().perSecond(second)), false)) {
            var visitor = new SimulatedVisitor(
                    id, second, second + scenario.patience().applyAsDouble(random));
            line.add(visitor);
            impatient.add(new Due(visitor.givesUp(), visitor));
        }
    }

    private void depart(int second) {
        var calls = new ArrayList<CompletableFuture<?>>();
        while (!impatient.isEmpty() && impatient.peek().second <= second) {
            var visitor = impatient.poll().visitor;
            if (snapshot.orElseThrow().waits(visitor.id())) {
                calls.add(crowd.sessions().leave(visitor.id()));
            }
        }
        while (!leaving.isEmpty() && leaving.peek().second <= second - frozenFor) {
            calls.add(crowd.sessions().leave(leaving.poll().visitor.id()));
        }
        calls.forEach(CompletableFuture::join);
    }

    // The clock is made to look as if it had stood still for ages, so that room time moves by exactly one step.
    private void lead() {
        crowd.raw().hset(Keys.of("room"), "at", "0");
        noted = notes.of(room.tick(lease, LEASE, STEP, 1, noted).orElseThrow());
        while (room.sweep(lease).orElseThrow()) {
            // until nothing is due
        }
        while (room.grant(lease).orElseThrow().more()) {
            // until nobody can be granted
        }
    }

    private void admit(int second) {
        var now = snapshot.orElseThrow();
        var claims = new ArrayList<CompletableFuture<?>>();
        while (!line.isEmpty() && !now.waits(line.peekFirst().id())) {
            var visitor = line.pollFirst();
            if (visitor.givesUp() <= second) {
                continue;
            }
            verdicts.admitted(visitor, second);
            if (random.nextDouble() >= scenario.noShowShare()) {
                claims.add(crowd.sessions().heartbeat(visitor.id()));
                leaving.add(new Due(second - frozenFor + scenario.stay().applyAsDouble(random), visitor));
            }
        }
        claims.forEach(CompletableFuture::join);
    }

    private int poisson(double mean) {
        var number = 0;
        for (var left = Math.exp(-mean); left < 1; number++) {
            left /= Math.max(1e-12, random.nextDouble());
        }
        return Math.max(0, number - 1);
    }

    @Override
    public void close() {
        crowd.close();
    }
}
