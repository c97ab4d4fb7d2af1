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
 * Simulates one crowd in one room, in steps of a second. Visitors arrive and leave according to the simulated wall clock. Room
 * time stands still while there is no leader.
 */
public final class Simulation implements AutoCloseable {
    /** The name of the crowd whose visitors arrive as fast as visitors are admitted. */
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
    private final EstimateScores scores = new EstimateScores();
    private final ArrayDeque<SimulatedVisitor> queue = new ArrayDeque<>();
    private final PriorityQueue<Due> impatient = dueQueue();
    private final PriorityQueue<Due> leaving = dueQueue();
    private Optional<RoomSnapshot> snapshot = Optional.empty();
    private Optional<NotedEstimate> notedEstimate = Optional.empty();
    /**
     * The number of frozen seconds so far: seconds in which no ACTIVE visitor leaves. They do not count towards the stay of
     * ACTIVE visitors.
     */
    private double frozenSeconds;

    private Simulation(String uri, Scenario scenario, long seed) {
        this.scenario = scenario;
        random = new Random(seed);
        crowd = new Crowd(uri, new SimpleMeterRegistry());
        crowd.raw().flushall();
        room = crowd.room(scenario.settings());
        lease = ((Leading) room.lead("simulation", LEASE, Optional.empty())).lease();
        notes = new EstimateNotes(Pace.of(scenario.settings()));
    }

    private static PriorityQueue<Due> dueQueue() {
        return new PriorityQueue<>((a, b) -> Double.compare(a.second, b.second));
    }

    /**
     * Simulates all crowds, one after the other. Each simulation takes some seconds.
     *
     * @param uri the URI of a Redis; the simulation deletes all data in this Redis
     * @param seed the seed of the random numbers
     * @return the result of each crowd, the {@link #STEADY} crowd first
     */
    public static List<SimulationResult> runAll(String uri, long seed) {
        return runSome(uri, seed, Integer.MAX_VALUE);
    }

    /**
     * Does the same as {@link #runAll}, but only with the first crowds.
     *
     * @param crowds the number of crowds to simulate
     */
    public static List<SimulationResult> runSome(String uri, long seed, int crowds) {
        return Scenario.all().stream()
                .limit(crowds)
                .map(scenario -> run(uri, scenario, seed))
                .toList();
    }

    private static SimulationResult run(String uri, Scenario scenario, long seed) {
        try (var simulation = new Simulation(uri, scenario, seed)) {
            for (int second = 0; second < scenario.seconds(); second++) {
                simulation.step(second);
            }
            return simulation.scores.result(
                    scenario.name(), simulation.snapshot.orElseThrow().estimates());
        }
    }

    private void step(int second) {
        if (scenario.frozen().test(second)) {
            frozenSeconds++;
        }
        arrive(second);
        depart(second);
        var ticking = !scenario.leaderless().test(second);
        if (ticking) {
            lead();
        }
        snapshot = crowd.snapshots().read(snapshot).join();
        var first = queue.isEmpty() ? second : queue.peekFirst().joined();
        scores.store(second, snapshot.orElseThrow(), ticking, first);
        admit(second);
    }

    private void arrive(int second) {
        for (var id : crowd.join(poisson(scenario.arrivals().perSecond(second)), false)) {
            var visitor = new SimulatedVisitor(
                    id, second, second + scenario.patience().applyAsDouble(random));
            queue.add(visitor);
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
        while (!leaving.isEmpty() && leaving.peek().second <= second - frozenSeconds) {
            calls.add(crowd.sessions().leave(leaving.poll().visitor.id()));
        }
        calls.forEach(CompletableFuture::join);
    }

    // Sets the time of the last tick far into the past, so that room time advances by exactly one step.
    private void lead() {
        crowd.raw().hset(Keys.of("room"), "at", "0");
        notedEstimate = notes.of(room.tick(lease, LEASE, STEP, 1, notedEstimate).orElseThrow());
        while (room.sweep(lease).orElseThrow()) {
            // sweep until no session is due
        }
        while (room.grant(lease).orElseThrow().more()) {
            // grant until no session can be granted
        }
    }

    private void admit(int second) {
        var current = snapshot.orElseThrow();
        var claims = new ArrayList<CompletableFuture<?>>();
        while (!queue.isEmpty() && !current.waits(queue.peekFirst().id())) {
            var visitor = queue.pollFirst();
            if (visitor.givesUp() <= second) {
                continue;
            }
            scores.score(visitor, second);
            if (random.nextDouble() >= scenario.noShowShare()) {
                claims.add(crowd.sessions().heartbeat(visitor.id()));
                leaving.add(new Due(second - frozenSeconds + scenario.stay().applyAsDouble(random), visitor));
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
