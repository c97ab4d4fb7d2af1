package io.waitingroom.redis;

import io.waitingroom.session.SigningKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that a fleet of API servers agrees on through Redis: the first one puts it there, the others take it, and
 * whoever finds it lost puts it back. A server whose key is another one must not issue or check ids.
 */
public final class SharedSigningKey {
    private static final Logger log = LoggerFactory.getLogger(SharedSigningKey.class);

    private final RedisLink redis;
    private final RoomKeys keys;
    private volatile SigningKey mine;
    private volatile String trouble = "the signing key is not known yet";

    /** @param configured the key to insist on; if empty, whatever the fleet uses */
    public SharedSigningKey(RedisLink redis, RoomKeys keys, Optional<SigningKey> configured) {
        this.redis = redis;
        this.keys = keys;
        this.mine = configured.orElse(null);
    }

    /** Compares with Redis. To be repeated: Redis may lose the key at any time. */
    public CompletableFuture<Void> agree() {
        var proposal = mine == null ? SigningKey.random() : mine;
        return redis.getOrSet(keys.signingKey(), proposal.text()).thenAccept(this::compare);
    }

    private synchronized void compare(String fleets) {
        if (mine == null) {
            mine = SigningKey.of(fleets);
        }
        var differs = !mine.text().equals(fleets);
        if (differs && key().isPresent()) {
            log.error("The fleet's signing key in Redis ({}) is not this server's", keys.signingKey());
        }
        trouble = differs ? "the fleet's signing key is not this server's" : null;
    }

    /** The key, while this server and the fleet agree on it. */
    public Optional<SigningKey> key() {
        return trouble == null ? Optional.ofNullable(mine) : Optional.empty();
    }

    /** Why there is no key at the moment. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
