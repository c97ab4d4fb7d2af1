package io.waitingroom.routes;

import io.javalin.http.Context;
import io.waitingroom.status.Sessions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Answers requests by steps that may take a moment. */
final class AsyncResponse {
    private AsyncResponse() {}

    /** What memory knows is there at once, and needs nothing of what it takes to answer later. */
    static <T> void respond(Context ctx, CompletableFuture<T> step, Consumer<T> answer) {
        if (step.isDone() && !step.isCompletedExceptionally()) {
            answer.accept(step.join());
            return;
        }
        ctx.future(() ->
                step.orTimeout(Sessions.LIMIT_MILLIS, TimeUnit.MILLISECONDS).thenAccept(answer));
    }
}
