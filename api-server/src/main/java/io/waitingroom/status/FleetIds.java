package io.waitingroom.status;

import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.redis.SharedSigningKey;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import java.util.Optional;

/** Signs session ids and checks their signatures, with the key that the servers of the fleet share. */
public final class FleetIds {
    private final SharedSigningKey sharedKey;

    public FleetIds(SharedSigningKey sharedKey) {
        this.sharedKey = sharedKey;
    }

    /**
     * Reads a signed id; empty if the fleet did not sign exactly this text.
     *
     * @throws RedisUnavailableException if the fleet's key is not known
     */
    public Optional<SessionId> read(String text) {
        return ids(key()).read(text);
    }

    /**
     * Returns the signed id that the client knows its session by.
     *
     * @throws RedisUnavailableException if the fleet's key is not known
     */
    String write(SessionId session) {
        return write(session, key());
    }

    static String write(SessionId session, SigningKey key) {
        return ids(key).write(session);
    }

    /** @throws RedisUnavailableException if the fleet's key is not known */
    SigningKey key() {
        return sharedKey
                .key()
                .orElseThrow(
                        () -> new RedisUnavailableException(sharedKey.trouble().orElse("no signing key")));
    }

    /** The key, if it is known. */
    Optional<SigningKey> knownKey() {
        return sharedKey.key();
    }

    private static SessionIds ids(SigningKey key) {
        return new SessionIds(key, RoomKeys.DEFAULT.name());
    }
}
