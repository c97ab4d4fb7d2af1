package io.waitingroom.page;

import io.javalin.http.Context;

/** Shows the page: to a browser that holds a place, how that stands. */
final class Visits {
    private final Page page;
    private final Places places;

    Visits(Page page, Places places) {
        this.page = page;
        this.places = places;
    }

    void show(Context ctx, Visit visit, Target next) {
        if (visit.languageWasAsked()) {
            Cookies.keepLanguage(ctx, visit.texts());
        }
        var session = places.held(ctx);
        if (session.isEmpty()) {
            page.answer(ctx, visit, Shown.without(visit.left() ? Shown.LEFT : Shown.JOINING), next);
            return;
        }
        var seen = Cookies.seen(ctx);
        page.whenThere(ctx, visit, next, () -> places.visit(session.get(), seen.asOf()), found -> {
            var shown = found.map(standing -> Shown.with(session.get(), standing, seen))
                    .orElseGet(() -> Shown.lost(session.get()));
            Cookies.keep(ctx, session.get(), shown.seen());
            return page.start(ctx, visit, shown, next);
        });
    }
}
