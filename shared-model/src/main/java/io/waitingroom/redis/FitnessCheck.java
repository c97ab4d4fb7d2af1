package io.waitingroom.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the Redis of a new connection meets the {@link RedisRequirements}. It logs the warnings of a check
 * only if they differ from the warnings of the check before.
 */
final class FitnessCheck {
    private static final Logger log = LoggerFactory.getLogger(FitnessCheck.class);

    private final boolean allowUnsafe;
    private List<String> lastWarnings = List.of();

    FitnessCheck(boolean allowUnsafe) {
        this.allowUnsafe = allowUnsafe;
    }

    /**
     * Checks the Redis of this connection. The future completes with an {@link UnfitRedisException} if this Redis must
     * not be used.
     */
    CompletableFuture<Void> run(StatefulRedisConnection<String, byte[]> connection) {
        return connection
                .async()
                .info()
                .thenApply(info -> RedisRequirements.check(info, allowUnsafe))
                .toCompletableFuture()
                .exceptionallyCompose(FitnessCheck::unknownIfForbidden)
                .thenAccept(verdict -> {
                    warn(verdict.warnings());
                    verdict.refusals().stream().findFirst().ifPresent(reason -> {
                        throw new UnfitRedisException(reason);
                    });
                });
    }

    private static CompletableFuture<RedisRequirements.Verdict> unknownIfForbidden(Throwable error) {
        var reason = Failures.reason(error);
        return reason.contains("NOPERM") || reason.contains("unknown command")
                ? CompletableFuture.completedFuture(RedisRequirements.unknown(reason))
                : CompletableFuture.failedFuture(error);
    }

    private void warn(List<String> warnings) {
        if (!warnings.equals(lastWarnings)) {
            warnings.forEach(warning -> log.warn("Redis: {}", warning));
            lastWarnings = warnings;
        }
    }
}
