package io.waitingroom.redis;

/** Reports that a Redis was reached but does not meet the {@link RedisRequirements}. */
final class UnfitRedisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRedisException(String reason) {
        super(reason);
    }
}
