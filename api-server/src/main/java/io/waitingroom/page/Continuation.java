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
 * The last step of waiting: whoever's turn it is claims the slot and goes on, with a permit. A browser without scripts is sent
 * there; the page's script is told where to go.
 */
final class Continuation {
    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Page page;
    private final PageSessions places;
    private final PermitCookie permitCookie;
    private final Function<Context, Binding> bindings;

    Continuation(Page page, PageSessions places, PermitCookie permitCookie, Function<Context, Binding> bindings) {
        this.page = page;
        this.places = places;
        this.permitCookie = permitCookie;
        this.bindings = bindings;
    }

    void go(Context ctx, PageRequest visit, Destination next) {
        page.whenThere(ctx, visit, next, () -> claim(ctx, next).thenApply(Continuation::permitted), found -> {
            var inside = found.filter(standing -> standing.state() == SessionState.ACTIVE);
            inside.flatMap(SessionStatus::permit).ifPresent(permit -> permitCookie.set(ctx, permit));
            var round = RedirectLoopGuard.following(visit.round());
            inside.ifPresent(
                    standing -> page.cookies().keepRound(ctx, round, RedirectLoopGuard.fingerprint(next.url())));
            var where = inside.map(standing -> next.inRound(round).with(standing.permit()));
            return isScript(ctx) ? tell(ctx, found, where) : Forms.send(ctx, where.orElseGet(visit::address));
        });
    }

    // Whoever goes on without a permit may be sent back here by an offline check, and so in circles.
    private static Optional<SessionStatus> permitted(Optional<SessionStatus> found) {
        found.filter(SessionStatus::lacksPermit).ifPresent(standing -> {
            throw new RedisUnavailableException("it is somebody's turn, and there is no permit for them");
        });
        return found;
    }

    // A script knows the session's id also where cookies are forbidden.
    private CompletableFuture<Optional<SessionStatus>> claim(Context ctx, Destination next) {
        var session = Optional.ofNullable(ctx.header("X-Waiting-Room-Session")).or(() -> places.held(ctx));
        var handsOver = next.origin().isPresent();
        var freshness = handsOver ? Freshness.UNUSED : Freshness.RENEWAL;
        return session.map(id -> places.claim(id, Cookies.seen(ctx).asOf(), bindings.apply(ctx), freshness))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private static boolean isScript(Context ctx) {
        return JSON.equals(ctx.header("Accept"));
    }

    // As the API would: what has ended is a conflict, what is not known is not there.
    private static CompletableFuture<Void> tell(Context ctx, Optional<SessionStatus> found, Optional<String> where) {
        var ended = found.map(SessionStatus::state).filter(SessionState::isFinal);
        ctx.status(found.isEmpty() ? 404 : ended.isPresent() ? 409 : 200).contentType(JSON);
        var answer = ended.map(state -> Map.of("sessionStatus", state.name()))
                .orElseGet(() -> where.map(url -> Map.of("next", url)).orElse(Map.of()));
        return NonBlockingBody.start(ctx, MAPPER.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8));
    }
}
