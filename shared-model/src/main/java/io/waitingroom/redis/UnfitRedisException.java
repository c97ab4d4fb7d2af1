package io.waitingroom.redis;

/** Says that a Redis was reached and does not meet the requirements. */
final class UnfitRedisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRedisException(String reason) {
        super(reason);
    }
}
