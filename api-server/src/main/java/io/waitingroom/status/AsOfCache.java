package io.waitingroom.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SigningKey;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Caches the signed texts of {@link AsOf} values, so that each signature is computed one time. There are two caches: one for the
 * texts that this server writes, and one for the texts that it reads. At any time most clients get the same few texts, and send these
 * texts back. Forged texts are not cached.
 */
final class AsOfCache {
    private static final int MAX_ENTRIES = 1_000;

    private final Supplier<Optional<SigningKey>> keys;
    private final String room;
    private volatile KeyCaches latestCaches;

    private record WriteKey(int incarnation, AsOf asOf) {}

    private record ReadKey(int incarnation, String text) {}

    /** The codec that uses one signing key, and the caches of the results of this codec. */
    private record KeyCaches(
            SigningKey key, AsOfCodec codec, Cache<WriteKey, String> written, Cache<ReadKey, AsOf> read) {
        static KeyCaches of(SigningKey key, String room) {
            return new KeyCaches(key, new AsOfCodec(key, room), cache(), cache());
        }

        // The cache's maintenance is cheap, so the thread that adds an entry does it.
        private static <K, V> Cache<K, V> cache() {
            return Caffeine.newBuilder()
                    .maximumSize(MAX_ENTRIES)
                    .executor(Runnable::run)
                    .build();
        }
    }

    /**
     * Creates an empty cache for one room.
     *
     * @param keys supplies the key of the fleet; while it supplies no key, the previous key stays in use
     * @param room the name of the room
     */
    AsOfCache(Supplier<Optional<SigningKey>> keys, String room) {
        this.keys = keys;
        this.room = room;
    }

    /**
     * Returns the signed text of a moment in the room's history. Clients receive this text.
     *
     * @param incarnation the number that distinguishes this room from an earlier room with the same name
     * @throws RedisUnavailableException if the key of the fleet was never known to this server
     */
    String write(int incarnation, AsOf asOf) {
        var caches = caches();
        var cacheKey = new WriteKey(incarnation, asOf);
        var cached = caches.written.getIfPresent(cacheKey);
        if (cached != null) {
            return cached;
        }
        var text = caches.codec.write(incarnation, asOf);
        caches.written.put(cacheKey, text);
        return text;
    }

    /**
     * Reads a text that a client sent back. Returns {@link AsOf#NOTHING} if the fleet did not sign this text for this room.
     *
     * @param incarnation the number that distinguishes this room from an earlier room with the same name
     */
    AsOf read(int incarnation, String text) {
        if (text.length() != AsOfCodec.LENGTH) {
            return AsOf.NOTHING;
        }
        var caches = caches();
        var cacheKey = new ReadKey(incarnation, text);
        var cached = caches.read.getIfPresent(cacheKey);
        if (cached != null) {
            return cached;
        }
        var asOf = caches.codec.read(incarnation, text);
        asOf.ifPresent(valid -> caches.read.put(cacheKey, valid));
        return asOf.orElse(AsOf.NOTHING);
    }

    private KeyCaches caches() {
        var caches = latestCaches;
        var key = keys.get().orElse(caches == null ? null : caches.key);
        if (key == null) {
            throw new RedisUnavailableException("the signing key is not known yet");
        }
        if (caches == null || caches.key != key) {
            caches = KeyCaches.of(key, room);
            latestCaches = caches;
        }
        return caches;
    }
}
