package io.waitingroom.page;

import io.javalin.http.Context;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.SessionState;
import io.waitingroom.status.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * Handles the request by which a browser goes on from the page to the destination. Claims the slot of an ACTIVE session and
 * sets the cookie with the session's permit. A browser without scripts is redirected to the destination. The page's script gets
 * the destination's address as JSON.
 */
final class Continuation {
    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Page page;
    private final PageSessions sessions;
    private final PermitCookie permitCookie;
    private final Function<Context, Binding> bindings;

    Continuation(Page page, PageSessions sessions, PermitCookie permitCookie, Function<Context, Binding> bindings) {
        this.page = page;
        this.sessions = sessions;
        this.permitCookie = permitCookie;
        this.bindings = bindings;
    }

    void go(Context ctx, PageRequest request, Destination destination) {
        page.callRoom(
                ctx,
                request,
                destination,
                () -> claim(ctx, destination).thenApply(Continuation::requirePermit),
                found -> respond(ctx, request, destination, found));
    }

    private CompletableFuture<Void> respond(
            Context ctx, PageRequest request, Destination destination, Optional<SessionStatus> found) {
        var active = found.filter(status -> status.state() == SessionState.ACTIVE);
        active.flatMap(SessionStatus::permit).ifPresent(permit -> permitCookie.set(ctx, permit));
        var round = RedirectLoopGuard.nextRound(request.round());
        active.ifPresent(
                status -> page.cookies().setRound(ctx, round, RedirectLoopGuard.fingerprint(destination.url())));
        var url = active.map(status -> destination.withRound(round).withPermit(status.permit()));
        return isScript(ctx) ? sendJson(ctx, found, url) : Forms.redirect(ctx, url.orElseGet(request::address));
    }

    // Without a permit, an offline check could redirect the browser back here, and so start a redirect loop.
    private static Optional<SessionStatus> requirePermit(Optional<SessionStatus> found) {
        found.filter(SessionStatus::lacksPermit).ifPresent(status -> {
            throw new RedisUnavailableException("the session is ACTIVE, but no permit could be signed");
        });
        return found;
    }

    // The script sends the session id in a header, which works where cookies are blocked.
    private CompletableFuture<Optional<SessionStatus>> claim(Context ctx, Destination destination) {
        var session = Optional.ofNullable(ctx.header("X-Waiting-Room-Session")).or(() -> sessions.held(ctx));
        var handsOver = destination.origin().isPresent();
        var freshness = handsOver ? Freshness.UNUSED : Freshness.RENEWAL;
        return session.map(id -> sessions.claim(id, Cookies.displayed(ctx).asOf(), bindings.apply(ctx), freshness))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private static boolean isScript(Context ctx) {
        return JSON.equals(ctx.header("Accept"));
    }

    // The same statuses as the API: 409 for a session that has ended, 404 for an unknown one.
    private static CompletableFuture<Void> sendJson(Context ctx, Optional<SessionStatus> found, Optional<String> url) {
        var ended = found.map(SessionStatus::state).filter(SessionState::isFinal);
        ctx.status(found.isEmpty() ? 404 : ended.isPresent() ? 409 : 200).contentType(JSON);
        var answer = ended.map(state -> Map.of("sessionStatus", state.name()))
                .orElseGet(() -> url.map(next -> Map.of("next", next)).orElse(Map.of()));
        return NonBlockingBody.start(ctx, MAPPER.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8));
    }
}
