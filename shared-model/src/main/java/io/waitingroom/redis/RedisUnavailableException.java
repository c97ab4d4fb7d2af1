package io.waitingroom.redis;

/**
 * Redis did not execute a command, and it is unknown whether it still will. Redis is unreachable, silent, loading,
 * read-only or full, or refuses for another reason of its own. The caller may retry later.
 */
public final class RedisUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason for the operator; never sent to a client */
    public RedisUnavailableException(String reason) {
        super(reason);
    }

    RedisUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
