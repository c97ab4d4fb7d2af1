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

/** Handles joins: creates a session, with a ticket, for each client that joins. */
public final class Joins {
    private final RedisSessions redis;
    private final FleetIds ids;
    private final Counter joined;
    private final Counter repeated;

    /**
     * Creates a handler of joins.
     *
     * @param metrics counts the joins that were answered
     */
    public Joins(RedisSessions redis, FleetIds ids, MeterRegistry metrics) {
        this.redis = redis;
        this.ids = ids;
        this.joined = metrics.counter("waitingroom.api.joins", "outcome", "joined");
        this.repeated = metrics.counter("waitingroom.api.joins", "outcome", "repeated");
    }

    /**
     * The result of a join.
     *
     * @param id the signed id with which the client proves that the session is its own
     * @param state WAITING for a new session; a repeated join may find that its session is ACTIVE already
     * @param repeated whether an earlier join with the same Idempotency-Key created the session
     */
    public record Joined(String id, SessionState state, boolean repeated) {}

    /**
     * Creates a session. If an earlier join with the same key created a session that has not ended, finds that session instead. The future
     * may fail with a {@link RedisUnavailableException}.
     */
    public CompletableFuture<Joined> join(Optional<IdempotencyKey> key) {
        return join(key, ids.key(), true).thenApply(join -> {
            (join.repeated() ? repeated : joined).increment();
            return join;
        });
    }

    // Redis refuses a join that arrives too late. If the reason was a stepped clock, one retry helps: the refusal
    // carried the new time.
    private CompletableFuture<Joined> join(Optional<IdempotencyKey> key, SigningKey signingKey, boolean mayRetry) {
        return redis.join(key.map(k -> k.hash(signingKey))).thenCompose(outcome -> {
            if (outcome instanceof JoinOutcome.Joined created) {
                return CompletableFuture.completedFuture(
                        new Joined(FleetIds.write(created.id(), signingKey), created.state(), created.repeated()));
            }
            return mayRetry
                    ? join(key, signingKey, false)
                    : CompletableFuture.failedFuture(new RedisUnavailableException("the join reached Redis too late"));
        });
    }
}
