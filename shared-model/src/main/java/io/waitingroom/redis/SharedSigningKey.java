package io.waitingroom.redis;

import io.waitingroom.session.SigningKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that a fleet of API servers agrees on through Redis: the first one puts it there, the others take it, and
 * whoever finds it lost puts it back. A server whose key is another one must not issue or check ids. Only where Redis
 * lost the room as well, and with it every id of the old key, does a server without a configured key take the new one.
 */
public final class SharedSigningKey {
    private static final Logger log = LoggerFactory.getLogger(SharedSigningKey.class);

    private static final String UNKNOWN = "the signing key is not known yet";
    private static final String DIFFERS = "the fleet's signing key is not this server's";

    private final RedisLink redis;
    private final RoomKeys keys;
    private final boolean configured;
    private Optional<String> incarnation = Optional.empty();
    private volatile SigningKey mine;
    private volatile String trouble = UNKNOWN;

    /** @param configured the key to insist on; if empty, whatever the fleet uses */
    public SharedSigningKey(RedisLink redis, RoomKeys keys, Optional<SigningKey> configured) {
        this.redis = redis;
        this.keys = keys;
        this.configured = configured.isPresent();
        this.mine = configured.orElse(null);
    }

    /** Compares with Redis. To be repeated: Redis may lose the key at any time. */
    public CompletableFuture<Void> agree() {
        var proposal = mine == null ? SigningKey.random() : mine;
        return redis.getOrSet(keys.signingKey(), proposal.text())
                .thenCombine(redis.field(keys.room(), "incarnation"), this::compare);
    }

    private synchronized Void compare(String fleets, Optional<String> room) {
        var roomLost = room.isEmpty() || !incarnation.equals(room);
        if (mine == null || !configured && roomLost) {
            mine = SigningKey.parse(fleets).orElse(mine);
        }
        var differs = mine == null || !mine.text().equals(fleets);
        if (differs && key().isPresent()) {
            log.error("The fleet's signing key in Redis ({}) is not this server's", keys.signingKey());
        }
        if (!differs) {
            incarnation = room;
        }
        trouble = differs ? DIFFERS : null;
        return null;
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
