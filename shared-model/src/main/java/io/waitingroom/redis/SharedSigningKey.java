package io.waitingroom.redis;

import io.waitingroom.session.SigningKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signing key that a fleet of API servers shares through Redis. The first server stores its key there, and the
 * others take it. A server that finds the key missing stores it again. A server with a different key must not issue or
 * check ids. A server without a configured key takes a different key only if Redis has lost the room as well: then all
 * ids of the old key are lost too.
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

    /** @param configured the only key that this server accepts; if empty, it takes the fleet's key */
    public SharedSigningKey(RedisLink redis, RoomKeys keys, Optional<SigningKey> configured) {
        this.redis = redis;
        this.keys = keys;
        this.configured = configured.isPresent();
        this.ownKey = configured.orElse(null);
    }

    /** Compares this server's key with Redis. Repeat this regularly: Redis may lose the key at any time. */
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

    /** Returns the key while this server and the fleet agree on it. */
    public Optional<SigningKey> key() {
        return trouble == null ? Optional.ofNullable(ownKey) : Optional.empty();
    }

    /** Returns why there is no key now. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
