package io.waitingroom.process;

import java.util.concurrent.CompletionException;

/** Unwraps exceptions that futures have wrapped. */
public final class Causes {
    private Causes() {}

    /** Returns the exception with which a future completed. */
    public static Throwable of(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
