package io.waitingroom.status;

import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Checks whether a session is ACTIVE, by Redis or by a cache entry that is at most a quarter of a second old. */
public final class OnlineChecks {
    private final ReadCache checks;

    public OnlineChecks(RedisSessions redis, RoomCache cache) {
        checks = new ReadCache(redis::check, cache.timer());
    }

    /**
     * Returns the session, if it exists. A check of an ACTIVE session renews its deadline about once a minute. A session that is
     * not ACTIVE is not cached, so that the check sees its activation at once. The result may instead be a
     * {@link RedisUnavailableException}.
     */
    public CompletableFuture<Optional<SessionView>> check(SessionId id) {
        return checks.read(id, AsOf.NOTHING).thenApply(found -> {
            if (found.filter(view -> view.state() == SessionState.ACTIVE).isEmpty()) {
                checks.invalidate(id);
            }
            return found;
        });
    }

    /** Makes the next check of the session read it from Redis. */
    void invalidate(SessionId id) {
        checks.invalidate(id);
    }
}
