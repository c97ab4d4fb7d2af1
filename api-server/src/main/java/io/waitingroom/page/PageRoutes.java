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

/** The routes of the page, of its files, and of its forms for browsers without scripts. */
public final class PageRoutes {
    private final AllowedNext allowedNext;
    private final Page page;
    private final PageVisits visits;
    private final Forms forms;
    private final Continuation continuation;
    private final ClientRules clients;

    /**
     * Creates the routes.
     *
     * @param bindings returns the binding of a request: the client that sent it. Permits for this request are bound to this client
     * @param joinDelays returns the time until the client of a request may join; zero if the client may join now
     * @throws io.waitingroom.process.UnusableFlagException if a file that the flags name cannot be used
     */
    public PageRoutes(
            PageFlags flags,
            ClientRules clients,
            Sessions sessions,
            Joins joins,
            StatusPermits permits,
            Function<Context, Binding> bindings,
            Function<Context, Duration> joinDelays,
            MeterRegistry metrics) {
        this.clients = clients;
        allowedNext = flags.allowedNext();
        var pageSessions = new PageSessions(sessions, joins, permits);
        var cookies = new Cookies(clients.cookies());
        var permitCookie = new PermitCookie(clients.cookies());
        page = Page.of(flags.directory(), flags.links(), new Headers(flags.policy()), cookies, pageSessions::held);
        visits = new PageVisits(page, pageSessions, new RedirectLoopGuard(metrics));
        forms = new Forms(page, pageSessions, permitCookie, joinDelays);
        continuation = new Continuation(page, pageSessions, permitCookie, bindings);
    }

    public void addTo(RoutesConfig routes) {
        routes.get(PageRequest.PATH, ctx -> handle(ctx, visits::show));
        routes.head(PageRequest.PATH, ctx -> handle(ctx, visits::show));
        routes.post(PageRequest.PATH + "/join", ctx -> handleForm(ctx, forms::join));
        routes.post(PageRequest.PATH + "/leave", ctx -> handleForm(ctx, forms::leave));
        routes.post(PageRequest.PATH + "/go", ctx -> handleForm(ctx, continuation::go));
        routes.get(KeepScript.PATH, KeepScript::serve);
        routes.get(Assets.BASE + "/{hash}/<name>", page.assets()::serve);
        routes.head(Assets.BASE + "/{hash}/<name>", page.assets()::serve);
    }

    /** Handles a valid request. If the request names no destination, {@code destination} is a front page. */
    private interface PageHandler {
        void handle(Context ctx, PageRequest request, Destination destination);
    }

    private void handleForm(Context ctx, PageHandler handler) {
        if (clients.csrfGuard().isForeign(ctx)) {
            page.refuse(ctx, page.request(ctx), 403, "errorSite");
        } else {
            handle(ctx, handler);
        }
    }

    private void handle(Context ctx, PageHandler handler) {
        var received = page.request(ctx);
        var destination = received.next()
                .map(text -> allowedNext.check(
                        text, origin -> clients.requestedHost().isHostOf(ctx, origin)));
        var request = received.withNext(
                destination.map(it -> it.withRound(received.round()).url()));
        if (!request.event().equals(PageRequest.DEFAULT_EVENT)) {
            page.refuse(ctx, request, 404, "errorEvent");
        } else if (SearchEngine.isCrawler(ctx)) {
            ctx.header("Retry-After", SearchEngine.RETRY_AFTER_SECONDS);
            page.refuse(ctx, request, 503, "unavailable");
        } else {
            handler.handle(ctx, request, destination.orElseGet(allowedNext::frontPage));
        }
    }
}
