package io.waitingroom.bench;

import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import java.util.List;

/** Writes the signed ids of sessions that joined without an API server. */
final class SignedIds {
    private SignedIds() {}

    /** Signs with the key that the API servers share through Redis. An API server must have become ready before. */
    static List<String> of(Crowd crowd, List<SessionId> sessions) {
        var key = SigningKey.parse(crowd.raw().get(Keys.of("signing-key"))).orElseThrow();
        var ids = new SessionIds(key, RoomKeys.DEFAULT.name());
        return sessions.stream().map(ids::write).toList();
    }
}
