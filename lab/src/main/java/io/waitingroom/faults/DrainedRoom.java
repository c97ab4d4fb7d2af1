package io.waitingroom.faults;

import static java.util.stream.Collectors.toMap;

import io.lettuce.core.api.sync.RedisCommands;
import io.waitingroom.fleet.Keys;
import io.waitingroom.history.Leftovers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Waits until a room has no sessions and all its retention times are over, and reads what the room still holds. */
final class DrainedRoom {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long TICKETS_PER_LOG = 65_536;
    /** A time that is longer than the room keeps ended sessions and remembers Idempotency-Keys. */
    private static final long PAST_ALL_RETENTION_MILLIS = Duration.ofMinutes(30).toMillis();

    private final DirectRedis directRedis;

    DrainedRoom(DirectRedis directRedis) {
        this.directRedis = directRedis;
    }

    /**
     * Returns the size of each key of the room in bytes. The size is the length of the output of DUMP for this key. The memory
     * usage of a key would include the hash tables of Redis, which grow by doubling and change with a restart. Leaves out the
     * keys that the room keeps on purpose: the audit trail, the last estimates that were checked, the list of live servers, and
     * the log of departures from the current block of tickets.
     */
    Map<String, Long> bytes() {
        return directRedis.callWithRetry(redis -> redis.keys(Keys.of("*")).stream()
                .filter(key -> !permanentKeys(redis).contains(key))
                .collect(toMap(key -> key.substring(Keys.of("").length()), key -> lengthOf(redis.dump(key)))));
    }

    private static Set<String> permanentKeys(RedisCommands<String, String> redis) {
        var block = counts(redis, "tickets").get(0) / TICKETS_PER_LOG;
        var log = "d" + redis.hget(Keys.of("room"), "incarnation") + ":" + block;
        return Set.of(Keys.of("audit"), Keys.of("estimates"), Keys.of("errors"), Keys.of("servers"), Keys.of(log));
    }

    private static long lengthOf(byte[] dump) {
        return dump == null ? 0 : dump.length;
    }

    /** Waits until the room has no sessions, but no longer than 30 s. */
    void awaitEmpty() {
        Waits.holdsWithin(LIMIT, () -> directRedis.callWithRetry(DrainedRoom::isEmpty));
    }

    /**
     * Returns whether at least one session was LEFT and at least one expired because nobody claimed its slot. When a session
     * ends in one of these two ways, the room creates counters that it keeps for good.
     */
    boolean hasBeenUsed() {
        return directRedis.callWithRetry(
                redis -> counts(redis, "left", "no-shows").stream().allMatch(number -> number > 0));
    }

    /**
     * Waits until all retention times are over. Moves room time forward to shorten the wait, which is harmless in an empty
     * room.
     */
    void awaitRetention() {
        if (!directRedis.callWithRetry(DrainedRoom::isPastRetention)) {
            skipRetention();
            Waits.holdsWithin(LIMIT, () -> directRedis.callWithRetry(DrainedRoom::isPastRetention));
        }
    }

    void skipRetention() {
        directRedis.callWithRetry(redis -> redis.hincrby(Keys.of("room"), "now", PAST_ALL_RETENTION_MILLIS));
    }

    /**
     * Waits until all retention times are over, and returns what the room still holds.
     *
     * @param bytesBefore the size of each key before the first visitor came
     */
    Leftovers leftovers(Map<String, Long> bytesBefore) {
        awaitRetention();
        var bytesAfter = bytes();
        return directRedis.callWithRetry(redis -> read(redis, bytesBefore, bytesAfter));
    }

    private static boolean isEmpty(RedisCommands<String, String> redis) {
        return redis.xlen(Keys.of("stream")) == 0
                && redis.zcard(Keys.of("active")) == 0
                && counts(redis, "waiting").equals(List.of(0L));
    }

    // Except for the log of departures, as tickets of its block are still to be given.
    private static boolean isPastRetention(RedisCommands<String, String> redis) {
        return redis.zrange(Keys.of("due"), 0, -1).stream().allMatch(member -> member.startsWith("d"));
    }

    private static Leftovers read(
            RedisCommands<String, String> redis, Map<String, Long> bytesBefore, Map<String, Long> bytesAfter) {
        var counts = counts(redis, "waiting", "tickets", "left", "expired");
        return new Leftovers(
                counts.get(0),
                redis.zcard(Keys.of("active")),
                redis.xlen(Keys.of("stream")),
                redis.xpending(Keys.of("stream"), "granters").getCount(),
                counts.get(1),
                counts.get(2),
                counts.get(3),
                bytesBefore,
                bytesAfter);
    }

    private static List<Long> counts(RedisCommands<String, String> redis, String... names) {
        return redis.hmget(Keys.of("room"), names).stream()
                .map(value -> value.hasValue() ? Long.parseLong(value.getValue()) : 0L)
                .toList();
    }
}
