package io.waitingroom.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a new connection's Redis against the {@link RedisRequirements}, and logs each new warning once. */
final class FitnessCheck {
    private static final Logger log = LoggerFactory.getLogger(FitnessCheck.class);

    private final boolean allowUnsafe;
    private List<String> warned = List.of();

    FitnessCheck(boolean allowUnsafe) {
        this.allowUnsafe = allowUnsafe;
    }

    /** Fails with an {@link UnfitRedisException} where the Redis must not be used. */
    CompletableFuture<Void> run(StatefulRedisConnection<String, byte[]> fresh) {
        return fresh.async()
                .info()
                .thenApply(info -> RedisRequirements.judge(info, allowUnsafe))
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
        if (!warnings.equals(warned)) {
            warnings.forEach(warning -> log.warn("Redis: {}", warning));
            warned = warnings;
        }
    }
}
