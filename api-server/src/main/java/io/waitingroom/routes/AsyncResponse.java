package io.waitingroom.routes;

import io.javalin.http.Context;
import io.waitingroom.status.Sessions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Sends responses whose result may not be available yet. */
final class AsyncResponse {
    private AsyncResponse() {}

    /**
     * Sends the response as soon as the result is available. A result from memory is available at once, so it does not have the
     * cost of an asynchronous response.
     */
    static <T> void respond(Context ctx, CompletableFuture<T> result, Consumer<T> send) {
        if (result.isDone() && !result.isCompletedExceptionally()) {
            send.accept(result.join());
            return;
        }
        ctx.future(() ->
                result.orTimeout(Sessions.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).thenAccept(send));
    }
}
