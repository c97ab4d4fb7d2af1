package io.waitingroom.redis;

import io.waitingroom.session.SigningKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signing key that all API servers of a fleet share through Redis. The first server stores its key in Redis, and
 * the other servers take that key. A server that finds no key in Redis stores its own key again. A server whose key
 * differs from the key in Redis must not issue or check session ids. Only a server without a configured key may change
 * to another key, and only if Redis has lost the room as well. In that case, all sessions
 * whose ids the old key signed are lost too.
 */
public final class SharedSigningKey {
    private static final Logger log = LoggerFactory.getLogger(SharedSigningKey.class);

    private static final String UNKNOWN = "the signing key is not known yet";
    private static final String DIFFERS = "the fleet's signing key is not this server's";

    private final RedisLink redis;
    private final RoomKeys keys;
    private final boolean configured;
    private Optional<String> incarnation = Optional.empty();
    private volatile SigningKey ownKey;
    private volatile String trouble = UNKNOWN;

    /**
     * Creates the key of one room. {@link #key} returns empty until {@link #agree} has completed.
     *
     * @param configured the only key that this server accepts; if empty, the server takes the key of the fleet
     */
    public SharedSigningKey(RedisLink redis, RoomKeys keys, Optional<SigningKey> configured) {
        this.redis = redis;
        this.keys = keys;
        this.configured = configured.isPresent();
        this.ownKey = configured.orElse(null);
    }

    /**
     * Compares this server's key with the key in Redis. Call this method regularly, because Redis may lose the key at
     * any time.
     */
    public CompletableFuture<Void> agree() {
        var proposal = ownKey == null ? SigningKey.random() : ownKey;
        return redis.getOrSet(keys.signingKey(), proposal.text())
                .thenCombine(redis.field(keys.room(), "incarnation"), this::compare);
    }

    private synchronized Void compare(String fleetKey, Optional<String> currentIncarnation) {
        var roomLost = currentIncarnation.isEmpty() || !incarnation.equals(currentIncarnation);
        if (ownKey == null || !configured && roomLost) {
            ownKey = SigningKey.parse(fleetKey).orElse(ownKey);
        }
        var differs = ownKey == null || !ownKey.text().equals(fleetKey);
        if (differs && key().isPresent()) {
            log.error("The fleet's signing key in Redis ({}) is not this server's", keys.signingKey());
        }
        if (!differs) {
            incarnation = currentIncarnation;
        }
        trouble = differs ? DIFFERS : null;
        return null;
    }

    /** Returns the signing key while this server and the fleet have the same key; otherwise empty. */
    public Optional<SigningKey> key() {
        return trouble == null ? Optional.ofNullable(ownKey) : Optional.empty();
    }

    /** Returns the reason why there is no key now; empty if there is a key. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
