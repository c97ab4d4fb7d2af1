package io.waitingroom.page;

import io.javalin.http.Context;
import io.waitingroom.http.RetryAfter;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Handles the forms by which a visitor joins or leaves in a browser without scripts. After a form was successful, the browser
 * is redirected to the page. So the visitor can reload the page without sending the form again.
 */
final class Forms {
    private static final int SEE_OTHER = 303;

    private final Page page;
    private final PageSessions sessions;
    private final PermitCookie permitCookie;
    private final Function<Context, Duration> joinDelays;

    /**
     * Creates the handler of the forms.
     *
     * @param joinDelays returns the time until the client of a request may join; zero if the client may join now
     */
    Forms(Page page, PageSessions sessions, PermitCookie permitCookie, Function<Context, Duration> joinDelays) {
        this.page = page;
        this.sessions = sessions;
        this.permitCookie = permitCookie;
        this.joinDelays = joinDelays;
    }

    void join(Context ctx, PageRequest request, Destination destination) {
        var key = Cookies.key(ctx);
        if (key.isEmpty()) {
            page.cookies().ensureKey(ctx);
            page.send(ctx, request, PageState.withoutSession(PageState.COOKIES), destination);
            return;
        }
        var delay = joinDelays.apply(ctx);
        if (!delay.isZero()) {
            RetryAfter.set(ctx, delay);
            page.refuse(ctx, request, 429, "errorBusy");
            return;
        }
        page.callRoom(ctx, request, destination, () -> sessions.join(key.get()), id -> {
            var displayed = new DisplayedPosition(Cookies.displayed(ctx).asOf(), 0, 0);
            page.cookies().setSession(ctx, id, displayed);
            return redirect(ctx, request.withLeft(false).address());
        });
    }

    void leave(Context ctx, PageRequest request, Destination destination) {
        var session = sessions.held(ctx);
        page.callRoom(ctx, request, destination, () -> leave(session), asOf -> {
            page.cookies().removeSession(ctx, asOf.orElse(AsOfCodec.NONE));
            permitCookie.clear(ctx);
            return redirect(ctx, request.withLeft(true).address());
        });
    }

    private CompletableFuture<Optional<String>> leave(Optional<String> session) {
        return session.map(sessions::leave).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    static CompletableFuture<Void> redirect(Context ctx, String url) {
        ctx.status(SEE_OTHER).header("Location", url);
        return CompletableFuture.completedFuture(null);
    }
}
