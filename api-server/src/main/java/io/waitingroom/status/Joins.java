package io.waitingroom.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.IdempotencyKey;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SigningKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gives each client that joins a session and a ticket. */
public final class Joins {
    private final RedisSessions redis;
    private final FleetIds ids;
    private final Counter joined;
    private final Counter repeated;

    /** @param metrics counts the joins that were answered */
    public Joins(RedisSessions redis, FleetIds ids, MeterRegistry metrics) {
        this.redis = redis;
        this.ids = ids;
        this.joined = metrics.counter("waitingroom.api.joins", "outcome", "joined");
        this.repeated = metrics.counter("waitingroom.api.joins", "outcome", "repeated");
    }

    /**
     * The session of a join.
     *
     * @param id the text that its holder proves it with
     * @param state WAITING for a new session; a repeated join may find its session ACTIVE
     * @param repeated whether an earlier join with the same Idempotency-Key made the session
     */
    public record Joined(String id, SessionState state, boolean repeated) {}

    /**
     * Makes a session, or finds the living one that the same key made before. The result may instead be a
     * {@link RedisUnavailableException}.
     */
    public CompletableFuture<Joined> join(Optional<IdempotencyKey> key) {
        return join(key, ids.key(), true).thenApply(join -> {
            (join.repeated() ? repeated : joined).increment();
            return join;
        });
    }

    // A join that came too late by a clock that was stepped is worth a second try: the refusal told the new time.
    private CompletableFuture<Joined> join(Optional<IdempotencyKey> key, SigningKey signing, boolean again) {
        return redis.join(key.map(k -> k.hash(signing))).thenCompose(outcome -> {
            if (outcome instanceof JoinOutcome.Joined made) {
                return CompletableFuture.completedFuture(
                        new Joined(FleetIds.write(made.id(), signing), made.state(), made.repeated()));
            }
            return again
                    ? join(key, signing, false)
                    : CompletableFuture.failedFuture(new RedisUnavailableException("the join reached Redis too late"));
        });
    }
}
