package io.waitingroom.page;

import io.javalin.http.Context;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.SessionState;
import io.waitingroom.status.Standing;
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
final class Entrance {
    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Page page;
    private final Places places;
    private final PermitCookie permitCookie;
    private final Function<Context, Binding> bindings;

    Entrance(Page page, Places places, PermitCookie permitCookie, Function<Context, Binding> bindings) {
        this.page = page;
        this.places = places;
        this.permitCookie = permitCookie;
        this.bindings = bindings;
    }

    void go(Context ctx, Visit visit, Target next) {
        page.whenThere(ctx, visit, next, () -> claim(ctx, next).thenApply(Entrance::permitted), found -> {
            var inside = found.filter(standing -> standing.state() == SessionState.ACTIVE);
            inside.flatMap(Standing::permit).ifPresent(permit -> permitCookie.keep(ctx, permit));
            var round = Rounds.following(visit.round());
            inside.ifPresent(standing -> page.cookies().keepRound(ctx, round));
            var where = inside.map(standing -> next.inRound(round).with(standing.permit()));
            return isScript(ctx) ? tell(ctx, found, where) : Forms.send(ctx, where.orElseGet(visit::address));
        });
    }

    // Whoever goes on without a permit may be sent back here by an offline check, and so in circles.
    private static Optional<Standing> permitted(Optional<Standing> found) {
        found.filter(Standing::lacksPermit).ifPresent(standing -> {
            throw new RedisUnavailableException("it is somebody's turn, and there is no permit for them");
        });
        return found;
    }

    // A script knows the session's id also where cookies are forbidden.
    private CompletableFuture<Optional<Standing>> claim(Context ctx, Target next) {
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
    private static CompletableFuture<Void> tell(Context ctx, Optional<Standing> found, Optional<String> where) {
        var ended = found.map(Standing::state).filter(SessionState::isFinal);
        ctx.status(found.isEmpty() ? 404 : ended.isPresent() ? 409 : 200).contentType(JSON);
        var answer = ended.map(state -> Map.of("sessionStatus", state.name()))
                .orElseGet(() -> where.map(url -> Map.of("next", url)).orElse(Map.of()));
        return Sending.start(ctx, MAPPER.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8));
    }
}
