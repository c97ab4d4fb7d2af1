package io.waitingroom.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.redis.SharedSigningKey;
import io.waitingroom.session.IdempotencyKey;
import io.waitingroom.session.JoinOutcome.Joined;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SessionView;
import io.waitingroom.session.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The four calls of the API: join, look, heartbeat, leave. */
final class SessionRoutes {
    private static final String BASE = "/api/waiting-room/sessions";
    private static final String ONE = BASE + "/{id}";
    private static final String HEARTBEAT = ONE + ":heartbeat";
    private static final String LEAVE = ONE + ":leave";
    /** A step may take several calls to Redis; its client is answered within 2 s all the same. */
    private static final long LIMIT_MILLIS = 1500;

    private final RedisSessions sessions;
    private final SharedSigningKey sharedKey;
    private final JoinLimiter joinLimiter;
    private final Counter joins;
    private final Counter repeated;

    SessionRoutes(RedisSessions sessions, SharedSigningKey sharedKey, JoinLimiter joinLimiter, MeterRegistry metrics) {
        this.sessions = sessions;
        this.sharedKey = sharedKey;
        this.joinLimiter = joinLimiter;
        this.joins = metrics.counter("waitingroom.api.joins", "outcome", "joined");
        this.repeated = metrics.counter("waitingroom.api.joins", "outcome", "repeated");
    }

    void addTo(RoutesConfig routes) {
        routes.post(BASE, this::join);
        routes.get(ONE, this::look);
        routes.head(ONE, this::look);
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
        var key = signingKey();
        respond(ctx, tryToJoin(request.key(), key, true), joined -> {
            (joined.repeated() ? repeated : joins).increment();
            var id = ids(key).write(joined.id());
            ctx.status(202).header("Location", BASE + "/" + id);
            answer(ctx, new SessionBody.Joined(id, request.eventId(), joined.state()));
        });
    }

    // A join that came too late by a clock that was stepped is worth a second try: the refusal told the new time.
    private CompletableFuture<Joined> tryToJoin(Optional<IdempotencyKey> key, SigningKey signing, boolean again) {
        return sessions.join(key.map(k -> k.hash(signing))).thenCompose(outcome -> {
            if (outcome instanceof Joined joined) {
                return CompletableFuture.completedFuture(joined);
            }
            return again
                    ? tryToJoin(key, signing, false)
                    : CompletableFuture.failedFuture(new RedisUnavailableException("the join reached Redis too late"));
        });
    }

    private void look(Context ctx) {
        show(ctx, sessions::view, view -> {});
    }

    private void heartbeat(Context ctx) {
        show(ctx, sessions::heartbeat, view -> {
            if (view.state().isFinal()) {
                throw new ProblemException(Problem.ended(view.state().name()));
            }
        });
    }

    private void show(
            Context ctx,
            Function<SessionId, CompletableFuture<Optional<SessionView>>> step,
            Consumer<SessionView> check) {
        respond(ctx, step.apply(sessionId(ctx)), found -> {
            var view = found.orElseThrow(SessionRoutes::noSuchSession);
            check.accept(view);
            answer(ctx, SessionBody.Seen.of(ctx.pathParam("id"), JoinRequest.DEFAULT_EVENT, view));
        });
    }

    private void leave(Context ctx) {
        respond(ctx, sessions.leave(sessionId(ctx)), found -> {
            if (!found) {
                throw noSuchSession();
            }
            ctx.status(204);
        });
    }

    private static <T> void respond(Context ctx, CompletableFuture<T> step, Consumer<T> answer) {
        ctx.future(() -> step.orTimeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS).thenAccept(answer));
    }

    private SessionId sessionId(Context ctx) {
        var id = ctx.pathParam("id");
        // A path parameter comes decoded; an id that was percent-encoded is another spelling of it.
        var escaped = !ctx.path().startsWith(BASE + "/" + id);
        return ids(signingKey()).read(id).filter(read -> !escaped).orElseThrow(SessionRoutes::noSuchSession);
    }

    private SigningKey signingKey() {
        return sharedKey
                .key()
                .orElseThrow(
                        () -> new RedisUnavailableException(sharedKey.trouble().orElse("no signing key")));
    }

    private static SessionIds ids(SigningKey key) {
        return new SessionIds(key, JoinRequest.DEFAULT_EVENT);
    }

    private static ProblemException noSuchSession() {
        return new ProblemException(Problem.noSuchSession());
    }

    private static void answer(Context ctx, Object body) {
        Json.answer(ctx.contentType(Json.MEDIA_TYPE), body);
    }
}
