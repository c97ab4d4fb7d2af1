package io.waitingroom.standing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.redis.SharedSigningKey;
import io.waitingroom.session.IdempotencyKey;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import io.waitingroom.session.SigningKey;
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

    /**
     * What a person gets who joins.
     *
     * @param id the text that they prove their session with
     * @param state WAITING for a new session; a repeated join may find its session ACTIVE
     * @param repeated whether the session had been made before, for the same Idempotency-Key
     */
    public record Joined(String id, SessionState state, boolean repeated) {}

    private final RedisSessions redis;
    private final SharedSigningKey sharedKey;
    private final RoomWatch watch;
    private final RecentReads reads;
    private final RecentReads checks;
    /** Those of whom this server knows before its snapshot does. */
    private final Cache<SessionId, Boolean> justEnded = Caffeine.newBuilder()
            .expireAfterWrite(RoomWatch.OLDEST.plus(Duration.ofMillis(100)))
            .maximumSize(MOST_JUST_ENDED)
            .build();

    /** Sessions of the one room there is. */
    public Sessions(RedisSessions redis, SharedSigningKey sharedKey, RoomWatch watch) {
        this.redis = redis;
        this.sharedKey = sharedKey;
        this.watch = watch;
        this.reads = new RecentReads(redis::view);
        this.checks = new RecentReads(redis::check);
    }

    /**
     * The session that an id's text names; empty where the fleet did not sign exactly this text.
     *
     * @throws RedisUnavailableException if the fleet's key is not known
     */
    public Optional<SessionId> read(String text) {
        return ids(signingKey()).read(text);
    }

    /** Gives a person a session and a place, or the living session that they were given for the same key. */
    public CompletableFuture<Joined> join(Optional<IdempotencyKey> key) {
        return join(key, signingKey(), true);
    }

    // A join that came too late by a clock that was stepped is worth a second try: the refusal told the new time.
    private CompletableFuture<Joined> join(Optional<IdempotencyKey> key, SigningKey signing, boolean again) {
        return redis.join(key.map(k -> k.hash(signing))).thenCompose(outcome -> {
            if (outcome instanceof JoinOutcome.Joined joined) {
                return CompletableFuture.completedFuture(
                        new Joined(ids(signing).write(joined.id()), joined.state(), joined.repeated()));
            }
            return again
                    ? join(key, signing, false)
                    : CompletableFuture.failedFuture(new RedisUnavailableException("the join reached Redis too late"));
        });
    }

    private SigningKey signingKey() {
        return sharedKey
                .key()
                .orElseThrow(
                        () -> new RedisUnavailableException(sharedKey.trouble().orElse("no signing key")));
    }

    private static SessionIds ids(SigningKey key) {
        return new SessionIds(key, RoomKeys.DEFAULT.name());
    }

    /**
     * Where a session stands; empty where there is none, or none any more. Changes nothing, but that a session which is
     * read from Redis past its deadline is ended by that.
     *
     * @param asOf of what the person was told last; 0 if they do not say
     */
    public CompletableFuture<Optional<Standing>> look(SessionId id, long asOf) {
        var fresh = watch.fresh();
        if (fresh.isPresent() && !fresh.get().isBefore(id)) {
            return look(id, asOf, fresh);
        }
        return watch.next().thenCompose(next -> look(id, asOf, next));
    }

    private CompletableFuture<Optional<Standing>> look(SessionId id, long asOf, Optional<KnownRoom> seen) {
        return seen.isPresent() && isCertain(seen.get(), id, asOf)
                ? completed(seen.get().standing(id))
                : read(id, asOf);
    }

    private boolean isCertain(KnownRoom seen, SessionId id, long asOf) {
        return seen.asOf() >= asOf && seen.waits(id) && justEnded.getIfPresent(id) == null;
    }

    private CompletableFuture<Optional<Standing>> read(SessionId id, long asOf) {
        return reads.read(id, asOf)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : standing(id, found.get(), asOf, Optional.empty()));
    }

    /** Renews a session's deadline, unless it has ended. */
    public CompletableFuture<Optional<Standing>> heartbeat(SessionId id, long asOf) {
        var begun = System.nanoTime();
        return redis.heartbeat(id).thenCompose(found -> beaten(id, begun, found, asOf));
    }

    private CompletableFuture<Optional<Standing>> beaten(
            SessionId id, long begun, Optional<SessionView> found, long asOf) {
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var view = found.get();
        reads.saw(id, begun, view);
        if (view.state().isFinal()) {
            justEnded.put(id, true);
        }
        return standing(id, view, asOf, Optional.of(view.remaining()));
    }

    /** Renews a session's deadline for somebody who may not be looking: it claims nothing. */
    public CompletableFuture<Optional<Standing>> keep(SessionId id, long asOf) {
        var begun = System.nanoTime();
        return redis.keep(id).thenCompose(found -> beaten(id, begun, found, asOf));
    }

    /**
     * Where a session stands, for whoever is to let its holder in: told by Redis, and of one that is ACTIVE a quarter of a second ago
     * at most. Of that it is a heartbeat as well, now and then. A refusal is not remembered: whose turn it has become is there at once.
     */
    public CompletableFuture<Optional<SessionView>> check(SessionId id) {
        return checks.read(id, 0).thenApply(found -> {
            if (found.filter(view -> view.state() == SessionState.ACTIVE).isEmpty()) {
                checks.forget(id);
            }
            return found;
        });
    }

    /** The position of somebody who waits for certain, as far as memory tells. */
    public OptionalLong position(SessionId id) {
        return watch.fresh()
                .filter(seen -> isCertain(seen, id, 0))
                .map(seen -> OptionalLong.of(seen.snapshot().position(id.ticket())))
                .orElse(OptionalLong.empty());
    }

    /** How long those who wait are to let pass from one heartbeat to the next, as far as memory tells. */
    public Optional<Duration> waitingCadence() {
        return watch.fresh().map(KnownRoom::cadence);
    }

    /** The room as it is; empty where nobody ever came. */
    public CompletableFuture<Optional<KnownRoom>> room() {
        var fresh = watch.fresh();
        return fresh.isPresent() ? CompletableFuture.completedFuture(fresh) : watch.next();
    }

    /** Makes that this server goes on to know the room as it is. */
    public void stayUpToDate() {
        watch.want();
    }

    /** Whether this server knows the room as it is now. */
    public boolean isUpToDate() {
        return watch.fresh().isPresent();
    }

    /** Runs whenever what is known of the room may have changed. */
    public void onNews(Runnable listener) {
        watch.onNews(seen -> listener.run());
    }

    /** Ends a session. @return as of when it has ended; empty where there is no such session */
    public CompletableFuture<OptionalLong> leave(SessionId id) {
        return redis.leave(id).thenApply(asOf -> {
            asOf.ifPresent(end -> justEnded.put(id, true));
            reads.forget(id);
            checks.forget(id);
            return asOf;
        });
    }

    // Only a snapshot knows how many are ahead. One that is older than what Redis just said will do, if it is not older
    // than what the person knows; a newer one may show that the session has moved on meanwhile, so that it is read
    // again.
    private CompletableFuture<Optional<Standing>> standing(
            SessionId id, SessionView view, long asOf, Optional<Duration> remaining) {
        if (view.state() != SessionState.WAITING) {
            return completed(Standing.of(view));
        }
        // Redis itself may be behind what the person knows, if it lost something.
        var known = Math.min(asOf, view.asOf());
        var fresh = watch.fresh();
        if (fresh.isPresent() && isCertain(fresh.get(), id, known)) {
            return completed(fresh.get().standing(id, view, remaining));
        }
        return watch.next().thenCompose(next -> {
            if (next.isPresent() && next.get().waits(id)) {
                return completed(next.get().standing(id, view, remaining));
            }
            return reads.read(id, next.map(KnownRoom::asOf).orElse(0L)).thenApply(Sessions::ended);
        });
    }

    private static Optional<Standing> ended(Optional<SessionView> found) {
        return found.map(view -> {
            if (view.state() == SessionState.WAITING) {
                throw new RedisUnavailableException("what Redis says of a session and of its room do not fit together");
            }
            return Standing.of(view);
        });
    }

    private static CompletableFuture<Optional<Standing>> completed(Standing standing) {
        return CompletableFuture.completedFuture(Optional.of(standing));
    }
}
