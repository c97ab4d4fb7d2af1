package io.waitingroom.process;

import java.util.concurrent.CompletionException;

/** Takes exceptions out of those that futures wrap them in. */
public final class Causes {
    private Causes() {}

    /** The exception that a stage of a future completed with. */
    public static Throwable of(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
