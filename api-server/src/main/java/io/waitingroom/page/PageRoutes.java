package io.waitingroom.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.client.Clients;
import io.waitingroom.client.SearchEngine;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.status.Permitting;
import io.waitingroom.status.Sessions;
import java.time.Duration;
import java.util.function.Function;

/** The page, its files, and the forms of those who have no scripts. */
public final class PageRoutes {
    private final AllowedNext allowedNext;
    private final Page page;
    private final Visits visits;
    private final Forms forms;
    private final Entrance entrance;
    private final Clients clients;

    /**
     * @param bindings whom a permit is given to
     * @param delays how long whoever sent a request has to wait before it may join
     * @throws io.waitingroom.process.UnusableFlagException if what the flags name cannot be used
     */
    public PageRoutes(
            PageFlags flags,
            Clients clients,
            Sessions sessions,
            Permitting permitting,
            Function<Context, Binding> bindings,
            Function<Context, Duration> delays,
            MeterRegistry metrics) {
        this.clients = clients;
        allowedNext = flags.allowedNext();
        var places = new Places(sessions, permitting, metrics);
        var cookies = new Cookies(clients.cookies());
        var permitCookie = new PermitCookie(clients.cookies());
        page = Page.of(flags.directory(), flags.links(), new Headers(flags.policy()), cookies, places::held);
        visits = new Visits(page, places, new Rounds(metrics));
        forms = new Forms(page, places, permitCookie, delays);
        entrance = new Entrance(page, places, permitCookie, bindings);
    }

    /** Serves all of it. */
    public void addTo(RoutesConfig routes) {
        routes.get(Visit.PATH, ctx -> checked(ctx, visits::show));
        routes.head(Visit.PATH, ctx -> checked(ctx, visits::show));
        routes.post(Visit.PATH + "/join", ctx -> ifOurs(ctx, forms::join));
        routes.post(Visit.PATH + "/leave", ctx -> ifOurs(ctx, forms::leave));
        routes.post(Visit.PATH + "/go", ctx -> ifOurs(ctx, entrance::go));
        routes.get(KeepScript.PATH, KeepScript::serve);
        routes.get(Assets.BASE + "/{hash}/<name>", page.assets()::serve);
        routes.head(Assets.BASE + "/{hash}/<name>", page.assets()::serve);
    }

    /** What to do for a visit whose room there is. Without an address that was wanted, it leads to a front page. */
    private interface Step {
        void take(Context ctx, Visit visit, Target next);
    }

    private void ifOurs(Context ctx, Step step) {
        if (clients.sentFrom().aStranger(ctx)) {
            page.refuse(ctx, page.visit(ctx), 403, "errorSite");
        } else {
            checked(ctx, step);
        }
    }

    private void checked(Context ctx, Step step) {
        var asked = page.visit(ctx);
        var wanted = asked.next()
                .map(text -> allowedNext.check(text, origin -> clients.sentTo().isHostOf(ctx, origin)));
        var visit = asked.leadingTo(
                wanted.map(target -> target.inRound(asked.round()).url()));
        if (!visit.event().equals(Visit.DEFAULT_EVENT)) {
            page.refuse(ctx, visit, 404, "errorEvent");
        } else if (SearchEngine.isOne(ctx)) {
            ctx.header("Retry-After", SearchEngine.RETRY_AFTER_SECONDS);
            page.refuse(ctx, visit, 503, "unavailable");
        } else {
            step.take(ctx, visit, wanted.orElseGet(allowedNext::frontPage));
        }
    }
}
