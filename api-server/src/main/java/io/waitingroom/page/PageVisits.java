package io.waitingroom.page;

import io.javalin.http.Context;

/** Shows the page: to a browser that holds a place, how that stands. */
final class PageVisits {
    private final Page page;
    private final PageSessions places;
    private final RedirectLoopGuard rounds;

    PageVisits(Page page, PageSessions places, RedirectLoopGuard rounds) {
        this.page = page;
        this.places = places;
        this.rounds = rounds;
    }

    void show(Context ctx, PageRequest visit, Destination next) {
        if (visit.languageWasAsked()) {
            page.cookies().keepLanguage(ctx, visit.texts());
        }
        var session = places.held(ctx);
        if (session.isEmpty()) {
            page.cookies().keepKey(ctx);
            page.answer(ctx, visit, PageState.without(visit.left() ? PageState.LEFT : PageState.JOINING), next);
            return;
        }
        var seen = Cookies.seen(ctx);
        page.whenThere(ctx, visit, next, () -> places.visit(session.get(), seen.asOf()), found -> {
            var shown = found.map(standing -> PageState.with(session.get(), standing, seen))
                    .map(it -> rounds.judge(it, visit.round()))
                    .orElseGet(() -> PageState.lost(session.get()));
            page.cookies().keep(ctx, session.get(), shown.seen());
            if (shown.hasEnded()) {
                page.cookies().keepKey(ctx);
            }
            return page.start(ctx, visit, shown, next);
        });
    }
}
