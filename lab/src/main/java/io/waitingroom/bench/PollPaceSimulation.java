package io.waitingroom.bench;

import io.waitingroom.position.Departures;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.CachedRoom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Simulates a crowd whose clients wait before each poll exactly as long as the API server's header Retry-After says. Until time
 * 0 the room admits no session. From time 0 on, the room admits sessions as fast as its pace allows. New sessions join at the
 * same rate, so that the number of waiting sessions stays the same.
 */
final class PollPaceSimulation {
    /**
     * The result of a simulation.
     *
     * @param shareInTime the share of clients that learn of their grant from a poll early enough to claim the slot
     * @param pollsPerSecond the highest rate of the crowd's polls, in polls per second
     */
    record Result(double shareInTime, double pollsPerSecond) {}

    private static final int MAX_SIMULATED = 20_000;
    private static final int ARRIVAL_MILLIS = 900_000;
    /** The time that the polls get to spread evenly. The simulation does not count the polls that are sent in this time. */
    private static final int SPREADING_MILLIS = 900_000;

    /** The simulation begins to count polls this long before the first grant. */
    private static final int IDLE_MILLIS = 300_000;
    /** The length of the periods in which polls are counted. The highest rate is that of the period with the most polls. */
    private static final int PERIOD_MILLIS = 10_000;
    /**
     * The interval between two snapshots of the room. A snapshot is already one interval old when a server uses it for the
     * first time.
     */
    private static final int SNAPSHOT_MILLIS = 250;
    /**
     * The network delay from a response to the arrival of the client's next request. For a poll, this delay adds to the time in
     * Retry-After. A heartbeat that claims a slot has only this delay.
     */
    private static final int NETWORK_MILLIS = 500;

    private static final double AVERAGES_SECONDS = 60;
    private static final Frequency NONE = new Frequency(0, 0);

    private final int people;
    private final Duration claim;
    private final int maxPollsPerSecond;
    private final Pace pace;
    private final Map<Long, CachedRoom> snapshots = new HashMap<>();
    private final Map<Long, Integer> polls = new HashMap<>();
    private final Random random = new Random(1);

    PollPaceSimulation(int people, Duration claim, int maxPollsPerSecond) {
        this.people = people;
        this.claim = claim;
        this.maxPollsPerSecond = maxPollsPerSecond;
        var defaults = RoomSettings.DEFAULTS;
        pace = new Pace(defaults.batchSize(), defaults.rate(), defaults.waitingTtl(), defaults.activeTtl(), claim);
    }

    /**
     * Simulates the polls of a sample of the crowd, from each client's first poll to its last. The sample is spread evenly over
     * the queue.
     */
    Result run() {
        var simulated = Math.min(people, MAX_SIMULATED);
        var inTime = 0;
        for (int i = 0; i < simulated; i++) {
            var ticket = 1 + (long) ((i + random.nextDouble()) * people / simulated);
            inTime += pollsInTime(ticket) ? 1 : 0;
        }
        var peak = polls.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Result((double) inTime / simulated, peak * (double) people / simulated * 1000 / PERIOD_MILLIS);
    }

    private boolean pollsInTime(long ticket) {
        var granted = (ticket - 1) / pace.batchSize() * pace.rate().toMillis();
        var at = (long) -IDLE_MILLIS - SPREADING_MILLIS - random.nextInt(ARRIVAL_MILLIS);
        while (snapshotTime(at) < granted) {
            count(at);
            at += pollAfterMillis(snapshotTime(at), ticket) + NETWORK_MILLIS;
        }
        return at + NETWORK_MILLIS <= granted + claim.toMillis();
    }

    private void count(long at) {
        if (at >= -IDLE_MILLIS) {
            polls.merge(Math.floorDiv(at, (long) PERIOD_MILLIS), 1, Integer::sum);
        }
    }

    /** Returns the time of the snapshot that a server uses at the given time. */
    private static long snapshotTime(long at) {
        return (Math.floorDiv(at, (long) SNAPSHOT_MILLIS) - 1) * SNAPSHOT_MILLIS;
    }

    // Follows the header Retry-After: it is in whole seconds, rounded up from the value in the body.
    private long pollAfterMillis(long snapshotTime, long ticket) {
        var room = snapshots.computeIfAbsent(snapshotTime, this::room);
        var place = room.status(new SessionId(1, ticket, 0), AsOfCodec.NONE).place();
        return place.orElseThrow().pollAfter().plusMillis(999).toSeconds() * 1000;
    }

    private CachedRoom room(long at) {
        var granted = at < 0 ? 0 : (at / pace.rate().toMillis() + 1) * pace.batchSize();
        var admitted = pace.maxPerSecond() * (1 - Math.exp(-Math.max(0, at) / 1000.0 / AVERAGES_SECONDS));
        var averages = new Averages(NONE, NONE, new Frequency(admitted, 1), NONE, at, 0);
        var figures = new RoomFigures(
                at,
                1,
                1,
                at,
                granted,
                people,
                people + granted,
                granted,
                0,
                0,
                0,
                at,
                granted,
                1,
                averages,
                EstimateAccuracy.NONE);
        var snapshot = new RoomSnapshot(1, granted, granted, figures, pace, Departures.NONE);
        return CachedRoom.of(snapshot, System.nanoTime(), null, maxPollsPerSecond);
    }
}
