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
 * A crowd in which everybody polls when an API server says so, in simulated time. The room stands still at first, and from
 * time 0 on it admits people as fast as the pace allows, while others join, so that as many wait as before.
 */
final class ObedientCrowd {
    record Told(double shareInTime, double pollsPerSecond) {}

    private static final int MOST_WATCHED = 20_000;
    private static final int COMING_MILLIS = 900_000;
    /** Polls are counted when they are spread as evenly as they ever are. */
    private static final int SPREADING_MILLIS = 900_000;

    private static final int STANDING_MILLIS = 300_000;
    /** Polls are counted in periods of that length. */
    private static final int PERIOD_MILLIS = 10_000;
    /** A snapshot is read so often, and is as old when it is used for the first time. */
    private static final int SNAPSHOT_MILLIS = 250;
    /** From an answer to the next request's arrival, beyond the time told; a heartbeat takes as long. */
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

    ObedientCrowd(int people, Duration claim, int maxPollsPerSecond) {
        this.people = people;
        this.claim = claim;
        this.maxPollsPerSecond = maxPollsPerSecond;
        var d = RoomSettings.DEFAULTS;
        pace = new Pace(d.batchSize(), d.rate(), d.waitingTtl(), d.activeTtl(), claim);
    }

    /** The crowd from the first poll of all to the last one, by some people from all over the line. */
    Told watch() {
        var watched = Math.min(people, MOST_WATCHED);
        var inTime = 0;
        for (int i = 0; i < watched; i++) {
            var ticket = 1 + (long) ((i + random.nextDouble()) * people / watched);
            inTime += looksInTime(ticket) ? 1 : 0;
        }
        var most = polls.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Told((double) inTime / watched, most * (double) people / watched * 1000 / PERIOD_MILLIS);
    }

    private boolean looksInTime(long ticket) {
        var granted = (ticket - 1) / pace.batchSize() * pace.rate().toMillis();
        var at = (long) -STANDING_MILLIS - SPREADING_MILLIS - random.nextInt(COMING_MILLIS);
        while (seen(at) < granted) {
            count(at);
            at += told(seen(at), ticket) + NETWORK_MILLIS;
        }
        return at + NETWORK_MILLIS <= granted + claim.toMillis();
    }

    private void count(long at) {
        if (at >= -STANDING_MILLIS) {
            polls.merge(Math.floorDiv(at, (long) PERIOD_MILLIS), 1, Integer::sum);
        }
    }

    /** The moment of the snapshot that a server has. */
    private static long seen(long at) {
        return (Math.floorDiv(at, (long) SNAPSHOT_MILLIS) - 1) * SNAPSHOT_MILLIS;
    }

    // As the header Retry-After says it, which is in whole seconds, and longer than what the body says.
    private long told(long seen, long ticket) {
        var room = snapshots.computeIfAbsent(seen, this::room);
        var place = room.standing(new SessionId(1, ticket, 0), AsOfCodec.NONE).place();
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
