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
 * Writes and reads the texts of moments, and computes each signature once: at any time most clients are told the same few
 * moments, and send them back. Forgeries are not remembered.
 */
final class AsOfCache {
    private static final int MOST = 1_000;

    private final Supplier<Optional<SigningKey>> keys;
    private final String room;
    private volatile Signed signed;

    private record Moment(int incarnation, AsOf asOf) {}

    private record Text(int incarnation, String text) {}

    private record Signed(SigningKey key, AsOfCodec asOfs, Cache<Moment, String> written, Cache<Text, AsOf> read) {
        static Signed by(SigningKey key, String room) {
            return new Signed(key, new AsOfCodec(key, room), cache(), cache());
        }

        // The cache's upkeep is little, and done by the thread that adds to it.
        private static <K, V> Cache<K, V> cache() {
            return Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .executor(Runnable::run)
                    .build();
        }
    }

    /** @param keys the fleet's key; while there is none, the one before goes on to sign */
    AsOfCache(Supplier<Optional<SigningKey>> keys, String room) {
        this.keys = keys;
        this.room = room;
    }

    /**
     * The text that clients are told.
     *
     * @throws RedisUnavailableException if the fleet's key was never known
     */
    String write(int incarnation, AsOf asOf) {
        var current = signed();
        var moment = new Moment(incarnation, asOf);
        var known = current.written.getIfPresent(moment);
        if (known != null) {
            return known;
        }
        var text = current.asOfs.write(incarnation, asOf);
        current.written.put(moment, text);
        return text;
    }

    /** The moment that a client sends back; {@link AsOf#NOTHING} where the fleet told no such thing of this room. */
    AsOf read(int incarnation, String text) {
        if (text.length() != AsOfCodec.LENGTH) {
            return AsOf.NOTHING;
        }
        var current = signed();
        var sent = new Text(incarnation, text);
        var known = current.read.getIfPresent(sent);
        if (known != null) {
            return known;
        }
        var asOf = current.asOfs.read(incarnation, text);
        asOf.ifPresent(told -> current.read.put(sent, told));
        return asOf.orElse(AsOf.NOTHING);
    }

    private Signed signed() {
        var last = signed;
        var key = keys.get().orElse(last == null ? null : last.key);
        if (key == null) {
            throw new RedisUnavailableException("the signing key is not known yet");
        }
        if (last == null || last.key != key) {
            last = Signed.by(key, room);
            signed = last;
        }
        return last;
    }
}
