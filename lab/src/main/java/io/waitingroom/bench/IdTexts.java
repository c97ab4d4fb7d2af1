package io.waitingroom.bench;

import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import java.util.List;

/** Sessions as their holders name them, of people who joined past HTTP. */
final class IdTexts {
    private IdTexts() {}

    /** With the key that API servers share through Redis, so that one of them must be ready. */
    static List<String> of(Crowd crowd, List<SessionId> sessions) {
        var key = SigningKey.parse(crowd.raw().get(Keys.of("signing-key"))).orElseThrow();
        var ids = new SessionIds(key, RoomKeys.DEFAULT.name());
        return sessions.stream().map(ids::write).toList();
    }
}
