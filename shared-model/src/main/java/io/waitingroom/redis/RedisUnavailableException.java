package io.waitingroom.redis;

/**
 * Redis did not do what it was asked, and whether it still will is unknown: it is unreachable, silent, loading,
 * read-only, full, or refuses for another reason of its own. The caller may try again later.
 */
public final class RedisUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason for the operator; never shown to a client */
    public RedisUnavailableException(String reason) {
        super(reason);
    }

    RedisUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
