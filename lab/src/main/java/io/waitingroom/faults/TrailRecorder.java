package io.waitingroom.faults;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.waitingroom.fleet.Keys;
import io.waitingroom.history.Event;
import io.waitingroom.history.Event.Leader;
import io.waitingroom.history.Event.RoomLost;
import io.waitingroom.history.Event.Transition;
import io.waitingroom.history.Holder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the new entries of a room's audit trail all the time, and records the earliest and the latest time at which each entry
 * can have been written.
 */
final class TrailRecorder implements AutoCloseable {
    private static final String KEY = Keys.of("audit");
    private static final int PAGE_SIZE = 2_000;

    private final DirectRedis directRedis;
    private final Map<String, TimeRange> times = new HashMap<>();
    private final List<Event> lost = new ArrayList<>();
    private final Thread follower;
    private Leader inherited;
    private String lastId = "-";
    private long lastRead = System.nanoTime();
    private long changes;
    private volatile boolean closed;

    /**
     * Starts to read the trail.
     *
     * @param directRedis a connection that nothing else uses
     */
    TrailRecorder(DirectRedis directRedis) {
        this.directRedis = directRedis;
        follower = Threads.start("trail", this::follow);
    }

    private void follow() {
        while (!closed) {
            try {
                readNew();
            } catch (RedisException away) {
                // Redis is away: the next round reads its entries.
            }
            Waits.sleep(Duration.ofMillis(10));
        }
    }

    private synchronized void readNew() {
        var range = lastId.equals("-")
                ? Range.<String>unbounded()
                : Range.from(Range.Boundary.excluding(lastId), Range.Boundary.<String>unbounded());
        var start = System.nanoTime();
        var entries = directRedis.callOnce(redis -> redis.xrange(KEY, range, Limit.from(PAGE_SIZE)));
        var now = new TimeRange(lastRead, System.nanoTime());
        for (var entry : entries) {
            times.putIfAbsent(entry.toString(), now);
            lastId = entry.getId();
        }
        // Entries beyond the page may have been there already.
        lastRead = entries.size() < PAGE_SIZE ? start : lastRead;
    }

    /**
     * The times between which an entry was written.
     *
     * @param earliest the time of the last read that did not find the entry
     * @param latest the time of the first read that found the entry
     */
    private record TimeRange(long earliest, long latest) {}

    /** Deletes all entries that were written until now, here and in Redis. Remembers the current leader and its capacity. */
    synchronized void reset() {
        var room = directRedis.callWithRetry(redis -> redis.hgetall(Keys.of("room")));
        inherited = new Leader(
                System.nanoTime(),
                Long.parseLong(room.get("epoch")),
                Long.parseLong(room.get("now")),
                Long.parseLong(room.get("tickets")),
                Integer.parseInt(room.get("capacity")));
        changes = Stream.of("activations", "left", "expired")
                .mapToLong(count -> Long.parseLong(room.getOrDefault(count, "0")))
                .sum();
        directRedis.callWithRetry(redis -> redis.xtrim(KEY, 0));
        times.clear();
        lost.clear();
    }

    /** Returns how many state changes the room had made at the last {@link #reset}. */
    synchronized long changesBefore() {
        return changes;
    }

    /** Reads the trail to its end and deletes all data in Redis, in one transaction. */
    synchronized void loseEverything() {
        var entries = directRedis.callOnce(redis -> {
            redis.multi();
            redis.xrange(KEY, Range.unbounded());
            redis.flushall();
            return redis.exec().<List<StreamMessage<String, String>>>get(0);
        });
        lost.addAll(events(entries));
        lost.add(new RoomLost(System.nanoTime()));
    }

    /**
     * Returns the trail since the last {@link #reset}. It begins with the leader at the time of the reset. Then come the entries
     * that were deleted with the room's data, and then all entries that Redis still has.
     */
    synchronized List<Event> read() {
        var all = new ArrayList<Event>();
        all.add(inherited);
        all.addAll(lost);
        all.addAll(events(directRedis.callWithRetry(redis -> redis.xrange(KEY, Range.unbounded()))));
        return all;
    }

    private List<Event> events(List<StreamMessage<String, String>> entries) {
        // After a fail-over some entries have ids before the last one that was read, so that the follower missed them.
        var now = new TimeRange(Long.MIN_VALUE, System.nanoTime());
        return entries.stream()
                .map(entry -> event(entry.getBody(), times.getOrDefault(entry.toString(), now)))
                .toList();
    }

    private static Event event(Map<String, String> entry, TimeRange times) {
        var ticket = Long.parseLong(entry.get("ticket"));
        var roomTime = Long.parseLong(entry.get("at"));
        var epoch = Long.parseLong(entry.get("epoch"));
        if (entry.get("to").equals("LEADER")) {
            return new Leader(times.latest(), epoch, roomTime, ticket, Integer.parseInt(entry.get("capacity")));
        }
        var holder = new Holder(ticket, entry.get("nonce"));
        return new Transition(
                times.earliest(), times.latest(), holder, entry.get("from"), entry.get("to"), roomTime, epoch);
    }

    @Override
    public void close() {
        closed = true;
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
