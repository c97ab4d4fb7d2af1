package io.waitingroom.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Looks up, renews and ends sessions for their holders. The status of a session that is certainly WAITING comes from the cached
 * room, any other from Redis. A client never gets a status that is older than what it knows already. Every result may instead be a
 * {@link RedisUnavailableException}.
 */
public final class Sessions {
    /** Timeout of the work for one request. It may take several calls to Redis, but the client gets a response within 2 s. */
    public static final long TIMEOUT_MILLIS = 1500;

    private static final int MAX_RECENTLY_ENDED = 200_000;

    private final RedisSessions redis;
    private final FleetIds ids;
    private final RoomCache cache;
    private final OnlineChecks checks;
    private final AsOfCache asOfs;
    private final ReadCache reads;
    /** Sessions that this server knows to have ended, while its snapshot may still show them as WAITING. */
    private final Cache<SessionId, Boolean> recentlyEnded = Caffeine.newBuilder()
            .expireAfterWrite(RoomCache.MAX_AGE.plus(Duration.ofMillis(100)))
            .maximumSize(MAX_RECENTLY_ENDED)
            .build();

    /** @param checks a leave invalidates the session here */
    public Sessions(RedisSessions redis, FleetIds ids, RoomCache cache, OnlineChecks checks) {
        this.redis = redis;
        this.ids = ids;
        this.cache = cache;
        this.checks = checks;
        this.asOfs = new AsOfCache(ids::knownKey, RoomKeys.DEFAULT.name());
        this.reads = new ReadCache(redis::view, cache.timer());
    }

    /**
     * Reads a signed id; empty if the fleet did not sign exactly this text.
     *
     * @throws RedisUnavailableException if the fleet's key is not known
     */
    public Optional<SessionId> read(String text) {
        return ids.read(text);
    }

    /**
     * Returns a session's status; empty if the session does not exist, or no longer. Changes nothing, with one exception: a read
     * from Redis ends a session whose deadline has passed.
     *
     * @param asOf the text of an earlier status, or {@link AsOfCodec#NONE}; a text that the fleet did not sign counts as none
     */
    public CompletableFuture<Optional<SessionStatus>> look(SessionId id, String asOf) {
        return look(id, asOfs.read(id.incarnation(), asOf));
    }

    private CompletableFuture<Optional<SessionStatus>> look(SessionId id, AsOf known) {
        var fresh = cache.fresh();
        if (fresh.isPresent() && !fresh.get().isBefore(id)) {
            return look(id, known, fresh);
        }
        return cache.next().thenCompose(next -> look(id, known, next));
    }

    private CompletableFuture<Optional<SessionStatus>> look(SessionId id, AsOf known, Optional<CachedRoom> room) {
        return room.isPresent() && isCertainlyWaiting(id, room.get(), known)
                ? completed(room.get().status(id, asOf(room.get())))
                : read(id, known);
    }

    private boolean isCertainlyWaiting(SessionId id, CachedRoom room, AsOf known) {
        return !room.asOf().isBefore(known) && room.waits(id) && recentlyEnded.getIfPresent(id) == null;
    }

    private CompletableFuture<Optional<SessionStatus>> read(SessionId id, AsOf known) {
        return reads.read(id, known)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : status(id, found.get(), known, Optional.empty()));
    }

    /** Returns a session's status like {@link #look}, but never from a cache: Redis is read after this call. */
    public CompletableFuture<Optional<SessionStatus>> lookUncached(SessionId id) {
        return read(id, AsOf.LATEST);
    }

    /** Renews a session's deadline, unless the session has ended. @param asOf as for {@link #look} */
    public CompletableFuture<Optional<SessionStatus>> heartbeat(SessionId id, String asOf) {
        var requestedAt = System.nanoTime();
        var known = asOfs.read(id.incarnation(), asOf);
        return redis.heartbeat(id).thenCompose(found -> afterHeartbeat(id, requestedAt, found, known));
    }

    private CompletableFuture<Optional<SessionStatus>> afterHeartbeat(
            SessionId id, long requestedAt, Optional<SessionView> found, AsOf known) {
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var view = found.get();
        reads.put(id, requestedAt, view);
        if (view.state().isFinal()) {
            recentlyEnded.put(id, true);
        }
        return status(id, view, known, Optional.of(view.remaining()));
    }

    /** Renews a session's deadline without claiming its slot, because the holder may not be looking. */
    public CompletableFuture<Optional<SessionStatus>> keepAlive(SessionId id, String asOf) {
        var requestedAt = System.nanoTime();
        var known = asOfs.read(id.incarnation(), asOf);
        return redis.keep(id).thenCompose(found -> afterHeartbeat(id, requestedAt, found, known));
    }

    /** Returns the position of a session that is certainly WAITING by the cached room; else empty. */
    public OptionalLong position(SessionId id) {
        return cache.fresh()
                .filter(room -> isCertainlyWaiting(id, room, AsOf.NOTHING))
                .map(room -> OptionalLong.of(room.snapshot().position(id.ticket())))
                .orElse(OptionalLong.empty());
    }

    /** Returns the signed text of the moment of a snapshot, for clients. */
    public String asOf(CachedRoom room) {
        return asOfs.write(room.snapshot().incarnation(), room.asOf());
    }

    /** Ends a session. @return the signed text of the moment at which it has ended; empty if the session does not exist */
    public CompletableFuture<Optional<String>> leave(SessionId id) {
        return redis.leave(id).thenApply(changes -> {
            changes.ifPresent(end -> recentlyEnded.put(id, true));
            reads.invalidate(id);
            checks.invalidate(id);
            return changes.isPresent() ? Optional.of(asOfText(id, changes.getAsLong())) : Optional.empty();
        });
    }

    // The position of a WAITING session comes only from a snapshot. A snapshot that is older than the view from Redis
    // is good enough if it is not older than what the client knows. A newer snapshot may show that the session is no
    // longer WAITING; then the session is read again.
    private CompletableFuture<Optional<SessionStatus>> status(
            SessionId id, SessionView view, AsOf known, Optional<Duration> remaining) {
        if (view.state() != SessionState.WAITING) {
            return completed(notWaiting(id, view));
        }
        // The view itself may be older than what the client knows, if Redis lost data.
        var viewed = AsOf.after(view.asOf());
        var fresh = cache.fresh();
        if (fresh.isPresent() && isCertainlyWaiting(id, fresh.get(), viewed.isBefore(known) ? viewed : known)) {
            return waiting(fresh.get(), id, view, remaining);
        }
        return cache.next().thenCompose(next -> {
            if (next.isPresent() && next.get().waits(id)) {
                return waiting(next.get(), id, view, remaining);
            }
            return reads.read(id, next.map(CachedRoom::asOf).orElse(AsOf.NOTHING))
                    .thenApply(found -> found.map(newer -> noLongerWaiting(id, newer)));
        });
    }

    private SessionStatus noLongerWaiting(SessionId id, SessionView view) {
        if (view.state() == SessionState.WAITING) {
            throw new RedisUnavailableException("a session and the snapshot of its room contradict each other");
        }
        return notWaiting(id, view);
    }

    private CompletableFuture<Optional<SessionStatus>> waiting(
            CachedRoom room, SessionId id, SessionView view, Optional<Duration> remaining) {
        return completed(room.status(id, asOf(room), view, remaining));
    }

    private SessionStatus notWaiting(SessionId id, SessionView view) {
        return SessionStatus.of(view, asOfText(id, view.asOf()));
    }

    private String asOfText(SessionId id, long changes) {
        return asOfs.write(id.incarnation(), AsOf.after(changes));
    }

    private static CompletableFuture<Optional<SessionStatus>> completed(SessionStatus status) {
        return CompletableFuture.completedFuture(Optional.of(status));
    }
}
