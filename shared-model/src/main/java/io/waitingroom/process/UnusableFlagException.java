package io.waitingroom.process;

/** A flag's value is well formed but cannot be used here, such as a port in use or an unfit Redis. */
public final class UnusableFlagException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableFlagException(String flag, String reason) {
        super(flag + ": " + reason);
    }
}
