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
 * What people ask of their sessions. Somebody who waits for certain is answered from the snapshot of the room; everybody
 * else from Redis. Nobody is told what is older than what they know already. Every result may instead be a
 * {@link RedisUnavailableException}.
 */
public final class Sessions {
    /** A step may take several calls to Redis; who asked for it is answered within 2 s all the same. */
    public static final long LIMIT_MILLIS = 1500;

    private static final int MOST_JUST_ENDED = 200_000;

    private final RedisSessions redis;
    private final FleetIds ids;
    private final RoomCache cache;
    private final OnlineChecks checks;
    private final AsOfCache asOfs;
    private final ReadCache reads;
    /** Those of whom this server knows before its snapshot does. */
    private final Cache<SessionId, Boolean> justEnded = Caffeine.newBuilder()
            .expireAfterWrite(RoomCache.OLDEST.plus(Duration.ofMillis(100)))
            .maximumSize(MOST_JUST_ENDED)
            .build();

    /** @param checks forgets sessions that are left here */
    public Sessions(RedisSessions redis, FleetIds ids, RoomCache cache, OnlineChecks checks) {
        this.redis = redis;
        this.ids = ids;
        this.cache = cache;
        this.checks = checks;
        this.asOfs = new AsOfCache(ids::knownKey, RoomKeys.DEFAULT.name());
        this.reads = new ReadCache(redis::view, cache.timer());
    }

    /**
     * The session that an id's text names; empty where the fleet did not sign exactly this text.
     *
     * @throws RedisUnavailableException if the fleet's key is not known
     */
    public Optional<SessionId> read(String text) {
        return ids.read(text);
    }

    /**
     * Where a session stands; empty where there is none, or none any more. Changes nothing, but that a session which is
     * read from Redis past its deadline is ended by that.
     *
     * @param asOf as a standing told it, or {@link AsOfCodec#NONE}; what no standing told counts as that
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

    private CompletableFuture<Optional<SessionStatus>> look(SessionId id, AsOf known, Optional<CachedRoom> seen) {
        return seen.isPresent() && isCertain(seen.get(), id, known)
                ? completed(seen.get().standing(id, asOf(seen.get())))
                : read(id, known);
    }

    private boolean isCertain(CachedRoom seen, SessionId id, AsOf known) {
        return !seen.asOf().isBefore(known) && seen.waits(id) && justEnded.getIfPresent(id) == null;
    }

    private CompletableFuture<Optional<SessionStatus>> read(SessionId id, AsOf known) {
        return reads.read(id, known)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : standing(id, found.get(), known, Optional.empty()));
    }

    /** As a look, but by what Redis says from now on, and not by what is remembered. */
    public CompletableFuture<Optional<SessionStatus>> lookPastMemory(SessionId id) {
        return read(id, AsOf.LATEST);
    }

    /** Renews a session's deadline, unless it has ended. @param asOf as for {@link #look} */
    public CompletableFuture<Optional<SessionStatus>> heartbeat(SessionId id, String asOf) {
        var begun = System.nanoTime();
        var known = asOfs.read(id.incarnation(), asOf);
        return redis.heartbeat(id).thenCompose(found -> beaten(id, begun, found, known));
    }

    private CompletableFuture<Optional<SessionStatus>> beaten(
            SessionId id, long begun, Optional<SessionView> found, AsOf known) {
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var view = found.get();
        reads.saw(id, begun, view);
        if (view.state().isFinal()) {
            justEnded.put(id, true);
        }
        return standing(id, view, known, Optional.of(view.remaining()));
    }

    /** Renews a session's deadline for somebody who may not be looking: it claims nothing. */
    public CompletableFuture<Optional<SessionStatus>> keep(SessionId id, String asOf) {
        var begun = System.nanoTime();
        var known = asOfs.read(id.incarnation(), asOf);
        return redis.keep(id).thenCompose(found -> beaten(id, begun, found, known));
    }

    /** The position of somebody who waits for certain, as far as memory tells. */
    public OptionalLong position(SessionId id) {
        return cache.fresh()
                .filter(seen -> isCertain(seen, id, AsOf.NOTHING))
                .map(seen -> OptionalLong.of(seen.snapshot().position(id.ticket())))
                .orElse(OptionalLong.empty());
    }

    /** As of when the room is known, in the words that its clients are told. */
    public String asOf(CachedRoom seen) {
        return asOfs.write(seen.snapshot().incarnation(), seen.asOf());
    }

    /** Ends a session. @return as of when it has ended; empty where there is no such session */
    public CompletableFuture<Optional<String>> leave(SessionId id) {
        return redis.leave(id).thenApply(changes -> {
            changes.ifPresent(end -> justEnded.put(id, true));
            reads.forget(id);
            checks.forget(id);
            return changes.isPresent() ? Optional.of(text(id, changes.getAsLong())) : Optional.empty();
        });
    }

    // Only a snapshot knows how many are ahead. One that is older than what Redis just said will do, if it is not older
    // than what the person knows; a newer one may show that the session has moved on meanwhile, so that it is read
    // again.
    private CompletableFuture<Optional<SessionStatus>> standing(
            SessionId id, SessionView view, AsOf known, Optional<Duration> remaining) {
        if (view.state() != SessionState.WAITING) {
            return completed(settled(id, view));
        }
        // Redis itself may be behind what the person knows, if it lost something.
        var told = AsOf.after(view.asOf());
        var fresh = cache.fresh();
        if (fresh.isPresent() && isCertain(fresh.get(), id, told.isBefore(known) ? told : known)) {
            return waiting(fresh.get(), id, view, remaining);
        }
        return cache.next().thenCompose(next -> {
            if (next.isPresent() && next.get().waits(id)) {
                return waiting(next.get(), id, view, remaining);
            }
            return reads.read(id, next.map(CachedRoom::asOf).orElse(AsOf.NOTHING))
                    .thenApply(found -> found.map(moved -> ended(id, moved)));
        });
    }

    private SessionStatus ended(SessionId id, SessionView view) {
        if (view.state() == SessionState.WAITING) {
            throw new RedisUnavailableException("what Redis says of a session and of its room do not fit together");
        }
        return settled(id, view);
    }

    private CompletableFuture<Optional<SessionStatus>> waiting(
            CachedRoom seen, SessionId id, SessionView view, Optional<Duration> remaining) {
        return completed(seen.standing(id, asOf(seen), view, remaining));
    }

    private SessionStatus settled(SessionId id, SessionView view) {
        return SessionStatus.of(view, text(id, view.asOf()));
    }

    private String text(SessionId id, long changes) {
        return asOfs.write(id.incarnation(), AsOf.after(changes));
    }

    private static CompletableFuture<Optional<SessionStatus>> completed(SessionStatus standing) {
        return CompletableFuture.completedFuture(Optional.of(standing));
    }
}
