package io.waitingroom.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Stores in Redis the keys with which API servers sign permits, so that all servers of a fleet share them. Each method
 * can be repeated safely. Each future may also complete with a {@link RedisUnavailableException}.
 */
public final class RedisPermitKeys {
    private static final int HEAD = 1;
    private static final int ITEMS_EACH = 3;

    private final RedisLink redis;
    private final RoomKeys keys;
    private final Duration stay;

    /**
     * A permit key as Redis stores it.
     *
     * @param id the id of the key
     * @param from the Redis time, in ms, at which the servers start to sign with this key
     * @param text the key itself, which is a secret
     */
    public record Shared(String id, long from, String text) {
        /** Returns only the id, so that logs do not contain the secret. */
        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * All keys of the fleet.
     *
     * @param now the current Redis time, in ms
     * @param keys the keys, in the order in which the servers sign with them
     */
    public record All(long now, List<Shared> keys) {}

    /**
     * Creates access to the permit keys of one room.
     *
     * @param stay how long a key stays in Redis after the next key has started to sign: the maximum lifetime of a
     *     permit
     */
    public RedisPermitKeys(RedisLink redis, RoomKeys keys, Duration stay) {
        this.redis = redis;
        this.keys = keys;
        this.stay = stay;
    }

    /** Stores each known key again if Redis has lost this key. Returns all keys of the fleet. */
    public CompletableFuture<All> share(List<Shared> known) {
        var arguments = new ArrayList<String>();
        known.forEach(key -> arguments.addAll(List.of(key.id, Long.toString(key.from), key.text)));
        return call("SHARE", arguments);
    }

    /** Adds this key if the fleet has no key yet. Returns all keys of the fleet. */
    public CompletableFuture<All> first(String id, String text) {
        return call("FIRST", List.of(id, "+0", text));
    }

    /** Adds a key that starts to sign after the given time. Returns all keys of the fleet. */
    public CompletableFuture<All> add(String id, String text, Duration ahead) {
        return call("SHARE", List.of(id, "+" + ahead.toMillis(), text));
    }

    /** Replaces all keys by this key, which starts to sign immediately. Returns all keys of the fleet. */
    public CompletableFuture<All> replaceAll(String id, String text) {
        return call("REVOKE", List.of(id, "+0", text));
    }

    private CompletableFuture<All> call(String mode, List<String> newKeys) {
        var arguments = new ArrayList<>(List.of(Long.toString(stay.toMillis()), mode));
        arguments.addAll(newKeys);
        return redis.call(Script.PERMIT_KEYS, keys.room(), arguments.toArray(String[]::new))
                .thenApply(RedisPermitKeys::all);
    }

    private static All all(Reply reply) {
        var keys = IntStream.iterate(HEAD, index -> index < reply.size(), index -> index + ITEMS_EACH)
                .mapToObj(index -> new Shared(reply.text(index), reply.number(index + 1), reply.text(index + 2)))
                .toList();
        return new All(reply.number(0), keys);
    }
}
