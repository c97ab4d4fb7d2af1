package io.waitingroom.redis;

/**
 * Reports that Redis did not confirm a command. It is unknown whether Redis will still execute the command. Redis may
 * be unreachable, silent, loading, read-only or full, or may have refused the command for another reason. The caller
 * may retry later.
 */
public final class RedisUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param reason the reason for the operator; it is never sent to a client
     */
    public RedisUnavailableException(String reason) {
        super(reason);
    }

    RedisUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
