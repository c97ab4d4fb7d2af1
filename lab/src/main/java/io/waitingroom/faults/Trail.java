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
import io.waitingroom.history.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Follows a room's audit trail, to know when each entry was there at the latest. */
final class Trail implements AutoCloseable {
    private static final String KEY = Keys.of("audit");
    private static final int AT_ONCE = 2_000;

    private final Store store;
    private final Map<String, Seen> seen = new HashMap<>();
    private final List<Event> lost = new ArrayList<>();
    private final Thread follower;
    private Leader inherited;
    private String last = "-";
    private long looked = System.nanoTime();
    private long changes;
    private volatile boolean closed;

    /** @param store asked by this alone */
    Trail(Store store) {
        this.store = store;
        follower = Threads.start("trail", this::follow);
    }

    private void follow() {
        while (!closed) {
            try {
                look();
            } catch (RedisException away) {
                // Then there is nothing to be seen.
            }
            Patience.pass(Duration.ofMillis(10));
        }
    }

    private synchronized void look() {
        var range = last.equals("-")
                ? Range.<String>unbounded()
                : Range.from(Range.Boundary.excluding(last), Range.Boundary.<String>unbounded());
        var begun = System.nanoTime();
        var entries = store.tell(redis -> redis.xrange(KEY, range, Limit.from(AT_ONCE)));
        var now = new Seen(looked, System.nanoTime());
        for (var entry : entries) {
            seen.putIfAbsent(entry.toString(), now);
            last = entry.getId();
        }
        // What did not fit may have been there already.
        looked = entries.size() < AT_ONCE ? begun : looked;
    }

    /** When an entry was not there yet, and when it was. */
    private record Seen(long after, long at) {}

    /** Forgets all that has been, in Redis too, but for who leads, and within what capacity. */
    synchronized void clear() {
        var room = store.ask(redis -> redis.hgetall(Keys.of("room")));
        inherited = new Leader(
                System.nanoTime(),
                Long.parseLong(room.get("epoch")),
                Long.parseLong(room.get("now")),
                Long.parseLong(room.get("tickets")),
                Integer.parseInt(room.get("capacity")));
        changes = Stream.of("activations", "left", "expired")
                .mapToLong(count -> Long.parseLong(room.getOrDefault(count, "0")))
                .sum();
        store.ask(redis -> redis.xtrim(KEY, 0));
        seen.clear();
        lost.clear();
    }

    /** How many changes of state the room had seen when everything before was forgotten. */
    synchronized long changesBefore() {
        return changes;
    }

    /** Deletes all that Redis has, having read the trail to its very end. */
    synchronized void loseEverything() {
        var entries = store.tell(redis -> {
            redis.multi();
            redis.xrange(KEY, Range.unbounded());
            redis.flushall();
            return redis.exec().<List<StreamMessage<String, String>>>get(0);
        });
        lost.addAll(events(entries));
        lost.add(new RoomLost(System.nanoTime()));
    }

    /** All that Redis still knows, in its order, after what was lost with everything else. */
    synchronized List<Event> read() {
        var all = new ArrayList<Event>();
        all.add(inherited);
        all.addAll(lost);
        all.addAll(events(store.ask(redis -> redis.xrange(KEY, Range.unbounded()))));
        return all;
    }

    private List<Event> events(List<StreamMessage<String, String>> entries) {
        // After a fail-over some have ids that the follower had passed already: nobody looked for them.
        var now = new Seen(Long.MIN_VALUE, System.nanoTime());
        return entries.stream()
                .map(entry -> event(entry.getBody(), seen.getOrDefault(entry.toString(), now)))
                .toList();
    }

    private static Event event(Map<String, String> entry, Seen seen) {
        var ticket = Long.parseLong(entry.get("ticket"));
        var at = Long.parseLong(entry.get("at"));
        var epoch = Long.parseLong(entry.get("epoch"));
        if (entry.get("to").equals("LEADER")) {
            return new Leader(seen.at(), epoch, at, ticket, Integer.parseInt(entry.get("capacity")));
        }
        var person = new Person(ticket, entry.get("nonce"));
        return new Transition(seen.after(), seen.at(), person, entry.get("from"), entry.get("to"), at, epoch);
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
