package io.waitingroom.page;

import io.javalin.http.Context;

/**
 * Handles GET requests of the page. The page shows the status of the browser's session, or the form to join if the browser has
 * no session.
 */
final class PageVisits {
    private final Page page;
    private final PageSessions sessions;
    private final RedirectLoopGuard loopGuard;

    PageVisits(Page page, PageSessions sessions, RedirectLoopGuard loopGuard) {
        this.page = page;
        this.sessions = sessions;
        this.loopGuard = loopGuard;
    }

    void show(Context ctx, PageRequest request, Destination destination) {
        if (request.languageChosen()) {
            page.cookies().setLanguage(ctx, request.texts());
        }
        var session = sessions.held(ctx);
        if (session.isEmpty()) {
            page.cookies().ensureKey(ctx);
            var state = request.left() ? PageState.LEFT : PageState.JOINING;
            page.send(ctx, request, PageState.withoutSession(state), destination);
            return;
        }
        var displayed = Cookies.displayed(ctx);
        page.callRoom(ctx, request, destination, () -> sessions.visit(session.get(), displayed.asOf()), found -> {
            var state = found.map(status -> PageState.of(session.get(), status, displayed))
                    .map(it -> loopGuard.check(it, request.round()))
                    .orElseGet(() -> PageState.lost(session.get()));
            page.cookies().setSession(ctx, session.get(), state.displayed());
            if (state.hasEnded()) {
                page.cookies().ensureKey(ctx);
            }
            return page.start(ctx, request, state, destination);
        });
    }
}
