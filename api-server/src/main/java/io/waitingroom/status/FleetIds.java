package io.waitingroom.status;

import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.redis.SharedSigningKey;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import java.util.Optional;

/** Signs session ids and checks the signatures of session ids. All servers of the fleet share the key for this. */
public final class FleetIds {
    private final SharedSigningKey sharedKey;

    public FleetIds(SharedSigningKey sharedKey) {
        this.sharedKey = sharedKey;
    }

    /**
     * Reads a signed session id. Returns empty if the fleet did not sign exactly this text.
     *
     * @throws RedisUnavailableException if the key of the fleet is not known
     */
    public Optional<SessionId> read(String text) {
        return ids(key()).read(text);
    }

    /**
     * Returns the signed id of a session. The client knows its session only by this text.
     *
     * @throws RedisUnavailableException if the key of the fleet is not known
     */
    String write(SessionId session) {
        return write(session, key());
    }

    static String write(SessionId session, SigningKey key) {
        return ids(key).write(session);
    }

    /**
     * Returns the key of the fleet.
     *
     * @throws RedisUnavailableException if the key of the fleet is not known
     */
    SigningKey key() {
        return sharedKey
                .key()
                .orElseThrow(
                        () -> new RedisUnavailableException(sharedKey.trouble().orElse("no signing key")));
    }

    /** Returns the key of the fleet; empty if the key is not known. */
    Optional<SigningKey> knownKey() {
        return sharedKey.key();
    }

    private static SessionIds ids(SigningKey key) {
        return new SessionIds(key, RoomKeys.DEFAULT.name());
    }
}
