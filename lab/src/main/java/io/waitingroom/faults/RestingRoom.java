package io.waitingroom.faults;

import static java.util.stream.Collectors.toMap;

import io.lettuce.core.api.sync.RedisCommands;
import io.waitingroom.fleet.Keys;
import io.waitingroom.history.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings a room to rest once people have gone, and reads what is left of it. */
final class RestingRoom {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long TICKETS_PER_LOG = 65_536;
    /** Longer than Idempotency-Keys are remembered and ended sessions stay readable. */
    private static final long PAST_ALL_RETENTION_MILLIS = Duration.ofMinutes(30).toMillis();

    private final Store store;

    RestingRoom(Store store) {
        this.store = store;
    }

    /**
     * What the room's keys take where they are dumped: memory would tell of the tables that Redis has for them as well, which
     * grow by doubling and are others once it was restarted. Not what stays on purpose: the trail, the last estimates that were judged, the signs of
     * life of servers, and the log of who departed from the block of tickets that is still being given.
     */
    Map<String, Long> bytes() {
        return store.ask(redis -> redis.keys(Keys.of("*")).stream()
                .filter(key -> !stays(redis).contains(key))
                .collect(toMap(key -> key.substring(Keys.of("").length()), key -> lengthOf(redis.dump(key)))));
    }

    private static Set<String> stays(RedisCommands<String, String> redis) {
        var block = counts(redis, "tickets").get(0) / TICKETS_PER_LOG;
        var log = "d" + redis.hget(Keys.of("room"), "incarnation") + ":" + block;
        return Set.of(Keys.of("audit"), Keys.of("estimates"), Keys.of("errors"), Keys.of("servers"), Keys.of(log));
    }

    private static long lengthOf(byte[] dump) {
        return dump == null ? 0 : dump.length;
    }

    /** Waits until nobody is left, or for too long. */
    void awaitEmpty() {
        Patience.soon(LIMIT, () -> store.ask(RestingRoom::isEmpty));
    }

    /** Whether people came and went in it, in every way that leaves a trace for good. */
    boolean wasLivedIn() {
        return store.ask(redis -> counts(redis, "left", "no-shows").stream().allMatch(number -> number > 0));
    }

    /**
     * Waits until everything is past its retention. Room time is made to jump for that, which does nobody harm where
     * nobody is.
     */
    void forget() {
        if (!store.ask(RestingRoom::isForgotten)) {
            passRetention();
            Patience.soon(LIMIT, () -> store.ask(RestingRoom::isForgotten));
        }
    }

    void passRetention() {
        store.ask(redis -> redis.hincrby(Keys.of("room"), "now", PAST_ALL_RETENTION_MILLIS));
    }

    /**
     * What is left once everything is past its retention.
     *
     * @param bytesBefore what the keys took before anybody came
     */
    Rest rest(Map<String, Long> bytesBefore) {
        forget();
        var bytesAfter = bytes();
        return store.ask(redis -> read(redis, bytesBefore, bytesAfter));
    }

    private static boolean isEmpty(RedisCommands<String, String> redis) {
        return redis.xlen(Keys.of("stream")) == 0
                && redis.zcard(Keys.of("active")) == 0
                && counts(redis, "waiting").equals(List.of(0L));
    }

    // But for the log of who departed: tickets of its block are still to be given.
    private static boolean isForgotten(RedisCommands<String, String> redis) {
        return redis.zrange(Keys.of("due"), 0, -1).stream().allMatch(member -> member.startsWith("d"));
    }

    private static Rest read(
            RedisCommands<String, String> redis, Map<String, Long> bytesBefore, Map<String, Long> bytesAfter) {
        var counts = counts(redis, "waiting", "tickets", "left", "expired");
        return new Rest(
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
