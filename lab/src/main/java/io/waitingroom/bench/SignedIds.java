package io.waitingroom.bench;

import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import java.util.List;

/**
 * Encodes the ids of sessions that joined without an API server. The result is the signed text that clients send as the session
 * id.
 */
final class SignedIds {
    private SignedIds() {}

    /**
     * Returns the signed ids of the given sessions. The signing key is the key that the API servers share through Redis. Before
     * this call, at least one API server must have become ready.
     */
    static List<String> of(Crowd crowd, List<SessionId> sessions) {
        var key = SigningKey.parse(crowd.raw().get(Keys.of("signing-key"))).orElseThrow();
        var ids = new SessionIds(key, RoomKeys.DEFAULT.name());
        return sessions.stream().map(ids::write).toList();
    }
}
