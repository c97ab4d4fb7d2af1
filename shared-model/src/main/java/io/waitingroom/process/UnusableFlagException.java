package io.waitingroom.process;

/**
 * Reports that the value of a flag is well formed but cannot be used here. For example, the port is in use or the Redis
 * does not meet the requirements.
 */
public final class UnusableFlagException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableFlagException(String flag, String reason) {
        super(flag + ": " + reason);
    }
}
