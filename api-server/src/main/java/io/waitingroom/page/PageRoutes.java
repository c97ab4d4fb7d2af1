package io.waitingroom.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.client.SentFrom;
import io.waitingroom.client.SentTo;
import io.waitingroom.permit.Binding;
import io.waitingroom.standing.Permitting;
import io.waitingroom.standing.Sessions;
import java.time.Duration;
import java.util.function.Function;

/** The page, its files, and the forms of those who have no scripts. */
public final class PageRoutes {
    private final AllowedNext allowedNext;
    private final Page page;
    private final Visits visits;
    private final Forms forms;
    private final Entrance entrance;
    private final SentTo sentTo;
    private final SentFrom sentFrom;

    /**
     * @param bindings whom a permit is given to
     * @param delays how long whoever sent a request has to wait before it may join
     * @throws io.waitingroom.process.UnusableFlagException if what the flags name cannot be used
     */
    public PageRoutes(
            PageFlags flags,
            SentTo sentTo,
            SentFrom sentFrom,
            Sessions sessions,
            Permitting permitting,
            Function<Context, Binding> bindings,
            Function<Context, Duration> delays,
            MeterRegistry metrics) {
        this.sentTo = sentTo;
        this.sentFrom = sentFrom;
        allowedNext = flags.allowedNext();
        var places = new Places(sessions, permitting, metrics);
        page = Page.of(flags.directory(), flags.policy(), places::held);
        visits = new Visits(page, places);
        forms = new Forms(page, places, delays);
        entrance = new Entrance(page, places, bindings);
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
        if (sentFrom.aStranger(ctx)) {
            page.refuse(ctx, page.visit(ctx), 403, "errorSite");
        } else {
            checked(ctx, step);
        }
    }

    private void checked(Context ctx, Step step) {
        var asked = page.visit(ctx);
        var wanted = asked.next().map(text -> allowedNext.check(text, origin -> sentTo.isHostOf(ctx, origin)));
        var visit = asked.leadingTo(wanted.map(Target::url));
        if (!visit.event().equals(Visit.DEFAULT_EVENT)) {
            page.refuse(ctx, visit, 404, "errorEvent");
        } else {
            step.take(ctx, visit, wanted.orElseGet(allowedNext::frontPage));
        }
    }
}
