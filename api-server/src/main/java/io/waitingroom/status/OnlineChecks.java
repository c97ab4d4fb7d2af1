package io.waitingroom.status;

import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Checks whether a session is ACTIVE. The answer comes from Redis, or from a cache entry that is at most a quarter of a second old. A proxy
 * or a protected service asks for such a check.
 */
public final class OnlineChecks {
    private final ReadCache checks;

    public OnlineChecks(RedisSessions redis, RoomCache cache) {
        checks = new ReadCache(redis::check, cache.timer());
    }

    /**
     * Returns the session; empty if it does not exist. While a session is ACTIVE, checks renew the deadline of the session, but only about
     * once a minute. A session that is not ACTIVE is not cached, so that the next check after its activation sees it as ACTIVE. The future
     * may fail with a {@link RedisUnavailableException}.
     */
    public CompletableFuture<Optional<SessionView>> check(SessionId id) {
        return checks.read(id, AsOf.NOTHING).thenApply(found -> {
            if (found.filter(view -> view.state() == SessionState.ACTIVE).isEmpty()) {
                checks.invalidate(id);
            }
            return found;
        });
    }

    /** Removes the session from the cache, so that the next check reads it from Redis. */
    void invalidate(SessionId id) {
        checks.invalidate(id);
    }
}
