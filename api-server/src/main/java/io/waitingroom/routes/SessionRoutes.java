package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import io.waitingroom.client.JoinLimiter;
import io.waitingroom.client.SearchEngine;
import io.waitingroom.http.Json;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.http.ProblemHandlers;
import io.waitingroom.http.RetryAfter;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.Joins;
import io.waitingroom.status.SessionBody;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Serves the four requests for a session: join, look (which reads the status), heartbeat and leave. */
public final class SessionRoutes {
    private static final String HEARTBEAT = SessionPath.ONE + ":heartbeat";
    private static final String LEAVE = SessionPath.ONE + ":leave";
    /** The header with the {@code asOf} text in the response to a leave, because that response has no body. */
    private static final String AS_OF = "Waiting-Room-As-Of";

    private final Sessions sessions;
    private final Joins joins;
    private final StatusPermits statusPermits;
    private final Function<Context, Binding> bindings;
    private final JoinLimiter joinLimiter;
    private final PermitCookie permitCookie;

    public SessionRoutes(
            Sessions sessions,
            Joins joins,
            StatusPermits statusPermits,
            Function<Context, Binding> bindings,
            JoinLimiter joinLimiter,
            PermitCookie permitCookie) {
        this.sessions = sessions;
        this.joins = joins;
        this.statusPermits = statusPermits;
        this.bindings = bindings;
        this.joinLimiter = joinLimiter;
        this.permitCookie = permitCookie;
    }

    public void addTo(RoutesConfig routes) {
        routes.post(SessionPath.BASE, this::join);
        routes.get(SessionPath.ONE, this::look);
        routes.head(SessionPath.ONE, this::look);
        for (var action : List.of(HEARTBEAT, LEAVE)) {
            routes.before(action, SessionRoutes::onlyPost);
        }
        routes.post(HEARTBEAT, this::heartbeat);
        routes.post(LEAVE, this::leave);
    }

    // The router also matches an action's path as the path of a session with an unusual id, which allows other methods.
    private static void onlyPost(Context ctx) {
        if (!ctx.method().equals(HandlerType.POST)) {
            throw new MethodNotAllowedResponse("", Map.of("availableMethods", "POST"));
        }
    }

    private void join(Context ctx) {
        if (SearchEngine.isCrawler(ctx)) {
            throw SearchEngine.refusal(ctx);
        }
        joinLimiter.admit(ctx);
        var request = JoinRequest.of(ctx);
        if (!request.eventId().equals(JoinRequest.DEFAULT_EVENT)) {
            throw new ProblemException(Problem.of(404, "There is no such event."));
        }
        AsyncResponse.respond(ctx, joins.join(request.key()), joined -> {
            ctx.status(202).header("Location", SessionPath.BASE + "/" + joined.id());
            sendJson(ctx, new SessionBody.Joined(joined.id(), request.eventId(), joined.state()));
        });
    }

    private void look(Context ctx) {
        var id = SessionPath.id(ctx, sessions);
        respond(ctx, id, Freshness.LOOK, sessions.look(id, SessionPath.asOf(ctx)));
    }

    private void heartbeat(Context ctx) {
        var id = SessionPath.id(ctx, sessions);
        respond(ctx, id, Freshness.RENEWAL, conflictIfEnded(sessions.heartbeat(id, SessionPath.asOf(ctx))));
    }

    /** Returns the result of a heartbeat, but fails with a 409 (Conflict) if the session has ended. */
    static CompletableFuture<Optional<SessionStatus>> conflictIfEnded(
            CompletableFuture<Optional<SessionStatus>> heartbeat) {
        return heartbeat.thenApply(found -> {
            found.filter(status -> status.state().isFinal()).ifPresent(ended -> {
                throw new ProblemException(Problem.ended(ended.state().name()));
            });
            return found;
        });
    }

    private void respond(
            Context ctx, SessionId id, Freshness freshness, CompletableFuture<Optional<SessionStatus>> result) {
        AsyncResponse.respond(ctx, statusPermits.addTo(id, bindings.apply(ctx), freshness, result), found -> {
            var status = found.orElseThrow(SessionPath::noSuchSession);
            status.place().ifPresent(place -> RetryAfter.set(ctx, place.pollAfter()));
            sendStatus(ctx, ctx.pathParam("id"), status);
        });
    }

    private void leave(Context ctx) {
        AsyncResponse.respond(ctx, sessions.leave(SessionPath.id(ctx, sessions)), asOf -> {
            permitCookie.clear(ctx);
            sendLeft(ctx, asOf);
        });
    }

    static void sendLeft(Context ctx, Optional<String> asOf) {
        ctx.header(AS_OF, asOf.orElseThrow(SessionPath::noSuchSession));
        ctx.status(204);
    }

    /**
     * Sends a session's status as JSON.
     *
     * @param id the signed id that the client sent, or null if the client sent a permit instead
     */
    static void sendStatus(Context ctx, String id, SessionStatus status) {
        if (status.lacksPermit()) {
            ctx.header("Retry-After", ProblemHandlers.RETRY_AFTER_SECONDS);
        }
        sendJson(ctx, SessionBody.of(id, JoinRequest.DEFAULT_EVENT, status));
    }

    private static void sendJson(Context ctx, Object body) {
        Json.respond(ctx.contentType(Json.MEDIA_TYPE), body);
    }
}
