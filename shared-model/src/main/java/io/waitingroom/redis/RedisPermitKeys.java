package io.waitingroom.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The keys that a fleet of API servers signs permits with, as they are shared through Redis. Each step may be repeated.
 * Every result may instead be a {@link RedisUnavailableException}.
 */
public final class RedisPermitKeys {
    private static final int HEAD = 1;
    private static final int ITEMS_EACH = 3;

    private final RedisLink redis;
    private final RoomKeys keys;
    private final Duration stay;

    /**
     * A key as Redis keeps it.
     *
     * @param id names it
     * @param from when it begins to sign, Redis time in ms
     * @param text the key itself; a secret
     */
    public record Shared(String id, long from, String text) {
        /** Tells nothing that could be signed with. */
        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * What there is.
     *
     * @param now Redis time in ms
     * @param keys in the order in which they sign
     */
    public record All(long now, List<Shared> keys) {}

    /** @param stay for how long a key stays after the next one has begun to sign: as long as a permit may be good */
    public RedisPermitKeys(RedisLink redis, RoomKeys keys, Duration stay) {
        this.redis = redis;
        this.keys = keys;
        this.stay = stay;
    }

    /** What there is, after those of the known keys were put back that Redis has lost. */
    public CompletableFuture<All> share(List<Shared> known) {
        var arguments = new ArrayList<String>();
        known.forEach(key -> arguments.addAll(List.of(key.id, Long.toString(key.from), key.text)));
        return call("SHARE", arguments);
    }

    /** What there is, which is this key where there was none. */
    public CompletableFuture<All> first(String id, String text) {
        return call("FIRST", List.of(id, "+0", text));
    }

    /** What there is, with a key that signs after a while. */
    public CompletableFuture<All> add(String id, String text, Duration ahead) {
        return call("SHARE", List.of(id, "+" + ahead.toMillis(), text));
    }

    /** What there is when this key, which signs at once, has taken the place of all others. */
    public CompletableFuture<All> replaceAll(String id, String text) {
        return call("REVOKE", List.of(id, "+0", text));
    }

    private CompletableFuture<All> call(String how, List<String> more) {
        var arguments = new ArrayList<>(List.of(Long.toString(stay.toMillis()), how));
        arguments.addAll(more);
        return redis.call(Script.PERMIT_KEYS, keys.room(), arguments.toArray(String[]::new))
                .thenApply(RedisPermitKeys::all);
    }

    private static All all(Reply reply) {
        var keys = IntStream.iterate(HEAD, place -> place < reply.size(), place -> place + ITEMS_EACH)
                .mapToObj(place -> new Shared(reply.text(place), reply.number(place + 1), reply.text(place + 2)))
                .toList();
        return new All(reply.number(0), keys);
    }
}
