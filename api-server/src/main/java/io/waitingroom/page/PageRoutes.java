package io.waitingroom.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.client.ClientRules;
import io.waitingroom.client.SearchEngine;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.status.Joins;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import java.time.Duration;
import java.util.function.Function;

/** The page, its files, and the forms of those who have no scripts. */
public final class PageRoutes {
    private final AllowedNext allowedNext;
    private final Page page;
    private final PageVisits visits;
    private final Forms forms;
    private final Continuation entrance;
    private final ClientRules clients;

    /**
     * @param bindings whom a permit is given to
     * @param delays how long whoever sent a request has to wait before it may join
     * @throws io.waitingroom.process.UnusableFlagException if what the flags name cannot be used
     */
    public PageRoutes(
            PageFlags flags,
            ClientRules clients,
            Sessions sessions,
            Joins joins,
            StatusPermits permitting,
            Function<Context, Binding> bindings,
            Function<Context, Duration> delays,
            MeterRegistry metrics) {
        this.clients = clients;
        allowedNext = flags.allowedNext();
        var places = new PageSessions(sessions, joins, permitting);
        var cookies = new Cookies(clients.cookies());
        var permitCookie = new PermitCookie(clients.cookies());
        page = Page.of(flags.directory(), flags.links(), new Headers(flags.policy()), cookies, places::held);
        visits = new PageVisits(page, places, new RedirectLoopGuard(metrics));
        forms = new Forms(page, places, permitCookie, delays);
        entrance = new Continuation(page, places, permitCookie, bindings);
    }

    /** Serves all of it. */
    public void addTo(RoutesConfig routes) {
        routes.get(PageRequest.PATH, ctx -> checked(ctx, visits::show));
        routes.head(PageRequest.PATH, ctx -> checked(ctx, visits::show));
        routes.post(PageRequest.PATH + "/join", ctx -> ifOurs(ctx, forms::join));
        routes.post(PageRequest.PATH + "/leave", ctx -> ifOurs(ctx, forms::leave));
        routes.post(PageRequest.PATH + "/go", ctx -> ifOurs(ctx, entrance::go));
        routes.get(KeepScript.PATH, KeepScript::serve);
        routes.get(Assets.BASE + "/{hash}/<name>", page.assets()::serve);
        routes.head(Assets.BASE + "/{hash}/<name>", page.assets()::serve);
    }

    /** What to do for a visit whose room there is. Without an address that was wanted, it leads to a front page. */
    private interface Step {
        void take(Context ctx, PageRequest visit, Destination next);
    }

    private void ifOurs(Context ctx, Step step) {
        if (clients.csrfGuard().isForeign(ctx)) {
            page.refuse(ctx, page.visit(ctx), 403, "errorSite");
        } else {
            checked(ctx, step);
        }
    }

    private void checked(Context ctx, Step step) {
        var asked = page.visit(ctx);
        var wanted = asked.next()
                .map(text -> allowedNext.check(
                        text, origin -> clients.requestedHost().isHostOf(ctx, origin)));
        var visit = asked.leadingTo(
                wanted.map(target -> target.inRound(asked.round()).url()));
        if (!visit.event().equals(PageRequest.DEFAULT_EVENT)) {
            page.refuse(ctx, visit, 404, "errorEvent");
        } else if (SearchEngine.isCrawler(ctx)) {
            ctx.header("Retry-After", SearchEngine.RETRY_AFTER_SECONDS);
            page.refuse(ctx, visit, 503, "unavailable");
        } else {
            step.take(ctx, visit, wanted.orElseGet(allowedNext::frontPage));
        }
    }
}
