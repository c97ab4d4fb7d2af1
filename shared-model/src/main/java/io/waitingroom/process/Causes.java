package io.waitingroom.process;

import java.util.concurrent.CompletionException;

/** Unwraps exceptions that futures have wrapped. */
public final class Causes {
    private Causes() {}

    /**
     * Returns the original exception of a failed future: the cause of a {@link CompletionException}, or the given error
     * itself.
     */
    public static Throwable of(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
