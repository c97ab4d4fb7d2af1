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

/** The four calls of the API: join, look, heartbeat, leave. */
public final class SessionRoutes {
    private static final String HEARTBEAT = SessionPath.ONE + ":heartbeat";
    private static final String LEAVE = SessionPath.ONE + ":leave";
    /** The header in which a leave, which has no body, says as of when the session has ended. */
    private static final String AS_OF = "Waiting-Room-As-Of";

    private final Sessions sessions;
    private final Joins joins;
    private final StatusPermits permitting;
    private final Function<Context, Binding> bindings;
    private final JoinLimiter joinLimiter;
    private final PermitCookie permitCookie;

    public SessionRoutes(
            Sessions sessions,
            Joins joins,
            StatusPermits permitting,
            Function<Context, Binding> bindings,
            JoinLimiter joinLimiter,
            PermitCookie permitCookie) {
        this.sessions = sessions;
        this.joins = joins;
        this.permitting = permitting;
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

    // To a router an action's path is also that of a session with an odd id, which has other methods.
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
            tell(ctx, new SessionBody.Joined(joined.id(), request.eventId(), joined.state()));
        });
    }

    private void look(Context ctx) {
        var id = SessionPath.id(ctx, sessions);
        show(ctx, id, Freshness.LOOK, sessions.look(id, SessionPath.asOf(ctx)));
    }

    private void heartbeat(Context ctx) {
        var id = SessionPath.id(ctx, sessions);
        show(ctx, id, Freshness.RENEWAL, alive(sessions.heartbeat(id, SessionPath.asOf(ctx))));
    }

    /** What came of a heartbeat, which is a conflict for a session that has ended. */
    static CompletableFuture<Optional<SessionStatus>> alive(CompletableFuture<Optional<SessionStatus>> heartbeat) {
        return heartbeat.thenApply(found -> {
            found.filter(now -> now.state().isFinal()).ifPresent(ended -> {
                throw new ProblemException(Problem.ended(ended.state().name()));
            });
            return found;
        });
    }

    private void show(
            Context ctx, SessionId id, Freshness freshness, CompletableFuture<Optional<SessionStatus>> standing) {
        AsyncResponse.respond(ctx, permitting.to(id, bindings.apply(ctx), freshness, standing), found -> {
            var now = found.orElseThrow(SessionPath::noSuchSession);
            now.place().ifPresent(place -> RetryAfter.set(ctx, place.pollAfter()));
            tell(ctx, ctx.pathParam("id"), now);
        });
    }

    private void leave(Context ctx) {
        AsyncResponse.respond(ctx, sessions.leave(SessionPath.id(ctx, sessions)), asOf -> {
            permitCookie.clear(ctx);
            tellLeft(ctx, asOf);
        });
    }

    static void tellLeft(Context ctx, Optional<String> asOf) {
        ctx.header(AS_OF, asOf.orElseThrow(SessionPath::noSuchSession));
        ctx.status(204);
    }

    /** @param id what the session's holder knows it by, or null */
    static void tell(Context ctx, String id, SessionStatus now) {
        if (now.lacksPermit()) {
            ctx.header("Retry-After", ProblemHandlers.RETRY_AFTER_SECONDS);
        }
        tell(ctx, SessionBody.of(id, JoinRequest.DEFAULT_EVENT, now));
    }

    private static void tell(Context ctx, Object body) {
        Json.respond(ctx.contentType(Json.MEDIA_TYPE), body);
    }
}
