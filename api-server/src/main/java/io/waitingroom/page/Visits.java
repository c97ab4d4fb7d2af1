package io.waitingroom.page;

import io.javalin.http.Context;

/** Shows the page: to a browser that holds a place, how that stands. */
final class Visits {
    private final Page page;
    private final Places places;
    private final Rounds rounds;

    Visits(Page page, Places places, Rounds rounds) {
        this.page = page;
        this.places = places;
        this.rounds = rounds;
    }

    void show(Context ctx, Visit visit, Target next) {
        if (visit.languageWasAsked()) {
            page.cookies().keepLanguage(ctx, visit.texts());
        }
        var session = places.held(ctx);
        if (session.isEmpty()) {
            page.cookies().keepKey(ctx);
            page.answer(ctx, visit, Shown.without(visit.left() ? Shown.LEFT : Shown.JOINING), next);
            return;
        }
        var seen = Cookies.seen(ctx);
        page.whenThere(ctx, visit, next, () -> places.visit(session.get(), seen.asOf()), found -> {
            var shown = found.map(standing -> Shown.with(session.get(), standing, seen))
                    .map(it -> rounds.judge(it, visit.round()))
                    .orElseGet(() -> Shown.lost(session.get()));
            page.cookies().keep(ctx, session.get(), shown.seen());
            if (shown.hasEnded()) {
                page.cookies().keepKey(ctx);
            }
            return page.start(ctx, visit, shown, next);
        });
    }
}
