package io.waitingroom.status;

import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers checks of whether a session is ACTIVE, from Redis or from a cache of the last quarter of a second. */
public final class OnlineChecks {
    private final ReadCache checks;

    public OnlineChecks(RedisSessions redis, RoomCache cache) {
        checks = new ReadCache(redis::check, cache.timer());
    }

    /**
     * The session, if there is one. A check of an ACTIVE session renews its deadline about once a minute. A session that is not
     * ACTIVE is not cached, so that its turn shows at once. The result may instead be a {@link RedisUnavailableException}.
     */
    public CompletableFuture<Optional<SessionView>> check(SessionId id) {
        return checks.read(id, AsOf.NOTHING).thenApply(found -> {
            if (found.filter(view -> view.state() == SessionState.ACTIVE).isEmpty()) {
                checks.forget(id);
            }
            return found;
        });
    }

    /** Reads the session from Redis at its next check. */
    void forget(SessionId id) {
        checks.forget(id);
    }
}
