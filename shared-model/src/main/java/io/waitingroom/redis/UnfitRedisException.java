package io.waitingroom.redis;

/** A Redis was reached but does not meet the requirements. */
final class UnfitRedisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRedisException(String reason) {
        super(reason);
    }
}
