package io.waitingroom.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.standing.Sessions;
import io.waitingroom.standing.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The four calls of the API: join, look, heartbeat, leave. */
final class SessionRoutes {
    private static final String HEARTBEAT = SessionPath.ONE + ":heartbeat";
    private static final String LEAVE = SessionPath.ONE + ":leave";
    /** The header in which a leave, which has no body, says as of when the session has ended. */
    private static final String AS_OF = "Waiting-Room-As-Of";

    private final Sessions sessions;
    private final JoinLimiter joinLimiter;
    private final Counter joins;
    private final Counter repeated;

    SessionRoutes(Sessions sessions, JoinLimiter joinLimiter, MeterRegistry metrics) {
        this.sessions = sessions;
        this.joinLimiter = joinLimiter;
        this.joins = metrics.counter("waitingroom.api.joins", "outcome", "joined");
        this.repeated = metrics.counter("waitingroom.api.joins", "outcome", "repeated");
    }

    void addTo(RoutesConfig routes) {
        routes.post(SessionPath.BASE, this::join);
        routes.get(SessionPath.ONE, this::look);
        routes.head(SessionPath.ONE, this::look);
        for (var action : List.of(HEARTBEAT, LEAVE)) {
            routes.before(action, SessionRoutes::onlyPost);
        }
        routes.post(HEARTBEAT, this::heartbeat);
        routes.post(LEAVE, this::leave);
    }

    // To a router an action's path is also that of a session with an odd id, which has other methods.
    private static void onlyPost(Context ctx) {
        if (!ctx.method().equals(HandlerType.POST)) {
            throw new MethodNotAllowedResponse("", Map.of("availableMethods", "POST"));
        }
    }

    private void join(Context ctx) {
        joinLimiter.admit(ctx);
        var request = JoinRequest.of(ctx);
        if (!request.eventId().equals(JoinRequest.DEFAULT_EVENT)) {
            throw new ProblemException(Problem.of(404, "There is no such event."));
        }
        respond(ctx, sessions.join(request.key()), joined -> {
            (joined.repeated() ? repeated : joins).increment();
            ctx.status(202).header("Location", SessionPath.BASE + "/" + joined.id());
            answer(ctx, new SessionBody.Joined(joined.id(), request.eventId(), joined.state()));
        });
    }

    private void look(Context ctx) {
        show(ctx, sessions.look(SessionPath.id(ctx, sessions), SessionPath.asOf(ctx)));
    }

    private void heartbeat(Context ctx) {
        var standing = sessions.heartbeat(SessionPath.id(ctx, sessions), SessionPath.asOf(ctx))
                .thenApply(found -> {
                    found.filter(now -> now.state().isFinal()).ifPresent(ended -> {
                        throw new ProblemException(Problem.ended(ended.state().name()));
                    });
                    return found;
                });
        show(ctx, standing);
    }

    private void show(Context ctx, CompletableFuture<Optional<Standing>> standing) {
        respond(ctx, standing, found -> {
            var now = found.orElseThrow(SessionPath::noSuchSession);
            now.place()
                    .ifPresent(place -> ctx.header(
                            "Retry-After",
                            Long.toString(place.pollAfter().plusMillis(999).toSeconds())));
            answer(ctx, SessionBody.of(ctx.pathParam("id"), JoinRequest.DEFAULT_EVENT, now));
        });
    }

    private void leave(Context ctx) {
        respond(ctx, sessions.leave(SessionPath.id(ctx, sessions)), asOf -> {
            ctx.header(AS_OF, Long.toString(asOf.orElseThrow(SessionPath::noSuchSession)));
            ctx.status(204);
        });
    }

    // What memory knows is there at once, and needs nothing of what it takes to answer later.
    private static <T> void respond(Context ctx, CompletableFuture<T> step, Consumer<T> answer) {
        if (step.isDone() && !step.isCompletedExceptionally()) {
            answer.accept(step.join());
            return;
        }
        ctx.future(() ->
                step.orTimeout(Sessions.LIMIT_MILLIS, TimeUnit.MILLISECONDS).thenAccept(answer));
    }

    private static void answer(Context ctx, Object body) {
        Json.answer(ctx.contentType(Json.MEDIA_TYPE), body);
    }
}
