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
 * Reads, renews and ends sessions on behalf of the clients that hold these sessions. If a session is certainly WAITING, its status comes
 * from the cached room. Every other status comes from Redis. A client never gets a status that is older than what the client knows already.
 * Every future may fail with a {@link RedisUnavailableException}.
 */
public final class Sessions {
    /**
     * The maximum time, in ms, for the work for one request. The work may consist of several calls to Redis. With this timeout, the client
     * gets a response within 2 s.
     */
    public static final long TIMEOUT_MILLIS = 1500;

    private static final int MAX_RECENTLY_ENDED = 200_000;

    private final RedisSessions redis;
    private final FleetIds ids;
    private final RoomCache cache;
    private final OnlineChecks checks;
    private final AsOfCache asOfs;
    private final ReadCache reads;
    /** The sessions that ended recently, as far as this server knows. The latest snapshot may still show these sessions as WAITING. */
    private final Cache<SessionId, Boolean> recentlyEnded = Caffeine.newBuilder()
            .expireAfterWrite(RoomCache.MAX_AGE.plus(Duration.ofMillis(100)))
            .maximumSize(MAX_RECENTLY_ENDED)
            .build();

    /**
     * Creates an instance for the default room.
     *
     * @param checks the online checks; a leave removes the session from their cache
     */
    public Sessions(RedisSessions redis, FleetIds ids, RoomCache cache, OnlineChecks checks) {
        this.redis = redis;
        this.ids = ids;
        this.cache = cache;
        this.checks = checks;
        this.asOfs = new AsOfCache(ids::knownKey, RoomKeys.DEFAULT.name());
        this.reads = new ReadCache(redis::view, cache.timer());
    }

    /**
     * Reads a signed session id. Returns empty if the fleet did not sign exactly this text.
     *
     * @throws RedisUnavailableException if the key of the fleet is not known
     */
    public Optional<SessionId> read(String text) {
        return ids.read(text);
    }

    /**
     * Returns the status of a session; empty if the session does not exist or no longer exists. This method changes nothing, with one
     * exception: a read from Redis ends a session whose deadline has passed.
     *
     * @param asOf the text of an earlier status that the client knows, or {@link AsOfCodec#NONE}; a text that the fleet did not sign has
     *     the same effect as {@code NONE}
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

    /** Returns the status of a session like {@link #look}, but never from a cache. The session is read from Redis after this call. */
    public CompletableFuture<Optional<SessionStatus>> lookUncached(SessionId id) {
        return read(id, AsOf.LATEST);
    }

    /**
     * Renews the deadline of a session, unless the session has ended.
     *
     * @param asOf the text of an earlier status, as in {@link #look}
     * @return the new status; empty if the session does not exist
     */
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

    /**
     * Renews the deadline of a session, but does not claim the slot of the session. An open stream does not prove that the user is looking
     * at the page.
     *
     * @param asOf the text of an earlier status, as in {@link #look}
     * @return the new status; empty if the session does not exist
     */
    public CompletableFuture<Optional<SessionStatus>> keepAlive(SessionId id, String asOf) {
        var requestedAt = System.nanoTime();
        var known = asOfs.read(id.incarnation(), asOf);
        return redis.keep(id).thenCompose(found -> afterHeartbeat(id, requestedAt, found, known));
    }

    /** Returns the position of a session; empty if the session is not certainly WAITING. Uses only the cached room. */
    public OptionalLong position(SessionId id) {
        return cache.fresh()
                .filter(room -> isCertainlyWaiting(id, room, AsOf.NOTHING))
                .map(room -> OptionalLong.of(room.snapshot().position(id.ticket())))
                .orElse(OptionalLong.empty());
    }

    /** Returns the moment that a snapshot describes, as the signed text that clients receive. */
    public String asOf(CachedRoom room) {
        return asOfs.write(room.snapshot().incarnation(), room.asOf());
    }

    /**
     * Ends a session.
     *
     * @return the moment at which the session has ended, as a signed text; empty if the session does not exist
     */
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
