package io.waitingroom.process;

/** A flag's value is well formed and yet cannot be used here: a port that is taken, a Redis that is not fit. */
public final class UnusableFlagException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableFlagException(String flag, String reason) {
        super(flag + ": " + reason);
    }
}
