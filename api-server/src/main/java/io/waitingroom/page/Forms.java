package io.waitingroom.page;

import io.javalin.http.Context;
import io.waitingroom.http.RetryAfter;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What is sent by forms: to join and to leave. Each answer sends the browser to a page that may be reloaded. */
final class Forms {
    private static final int SEE_OTHER = 303;

    private final Page page;
    private final PageSessions places;
    private final PermitCookie permitCookie;
    private final Function<Context, Duration> delays;

    Forms(Page page, PageSessions places, PermitCookie permitCookie, Function<Context, Duration> delays) {
        this.page = page;
        this.places = places;
        this.permitCookie = permitCookie;
        this.delays = delays;
    }

    void join(Context ctx, PageRequest visit, Destination next) {
        var key = Cookies.key(ctx);
        if (key.isEmpty()) {
            page.cookies().keepKey(ctx);
            page.answer(ctx, visit, PageState.without(PageState.COOKIES), next);
            return;
        }
        var delay = delays.apply(ctx);
        if (!delay.isZero()) {
            RetryAfter.set(ctx, delay);
            page.refuse(ctx, visit, 429, "errorBusy");
            return;
        }
        page.whenThere(ctx, visit, next, () -> places.join(key.get()), id -> {
            page.cookies().keep(ctx, id, new DisplayedPosition(Cookies.seen(ctx).asOf(), 0, 0));
            return send(ctx, visit.left(false).address());
        });
    }

    void leave(Context ctx, PageRequest visit, Destination next) {
        var session = places.held(ctx);
        page.whenThere(ctx, visit, next, () -> leave(session), asOf -> {
            page.cookies().forget(ctx, asOf.orElse(AsOfCodec.NONE));
            permitCookie.clear(ctx);
            return send(ctx, visit.left(true).address());
        });
    }

    private CompletableFuture<Optional<String>> leave(Optional<String> session) {
        return session.map(places::leave).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    static CompletableFuture<Void> send(Context ctx, String where) {
        ctx.status(SEE_OTHER).header("Location", where);
        return CompletableFuture.completedFuture(null);
    }
}
