package io.waitingroom.seatmap;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.waitingroom.permit.check.PermitFilter;
import io.waitingroom.permit.check.SessionEnd;
import io.waitingroom.seatmap.Bookings.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP routes of the ticket sale: choose seats, confirm them, see the tickets, and end the session. */
final class BoxOffice {
    static final String THANKS = "/thanks";

    private static final String SEATS = "/seats";
    private static final String TICKETS = "/tickets";
    private static final String VISITOR = "Waiting-Room-Subject";

    private final Bookings bookings;
    private final Pages pages;
    private final SessionEnd sessionEnd;

    BoxOffice(Bookings bookings, Pages pages, SessionEnd sessionEnd) {
        this.bookings = bookings;
        this.pages = pages;
        this.sessionEnd = sessionEnd;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.redirect(SEATS, HttpStatus.SEE_OTHER));
        routes.get(SEATS, ctx -> pages.show(ctx, "seats", Pages.hall(bookings)));
        routes.get(SEATS + "/confirm", this::confirm);
        routes.post(SEATS + "/book", this::book);
        routes.get(TICKETS, this::tickets);
        routes.post("/done", this::done);
        routes.get(THANKS, ctx -> pages.show(ctx, "thanks"));
    }

    private void confirm(Context ctx) {
        chosen(ctx, ctx.queryParams("seat")).ifPresent(seats -> pages.show(ctx, "confirm", Pages.choice(seats)));
    }

    private void book(Context ctx) {
        if (refuseCrossSite(ctx)) {
            return;
        }
        var chosen = chosen(ctx, ctx.formParams("seat"));
        if (chosen.isEmpty()) {
            return;
        }
        var outcome = bookings.book(ctx.header(VISITOR), chosen.get());
        if (outcome instanceof Outcome.Taken taken) {
            refuse(
                    ctx,
                    HttpStatus.CONFLICT,
                    Map.of("taken", true, "seats", Pages.choice(taken.seats()).get("seats")));
        } else if (outcome instanceof Outcome.TooMany) {
            refuse(ctx, HttpStatus.CONFLICT, Map.of("tooMany", true));
        } else {
            ctx.redirect(TICKETS, HttpStatus.SEE_OTHER);
        }
    }

    /** Returns the chosen seats. If the choice is invalid, responds with an error page and returns empty. */
    private Optional<List<Seat>> chosen(Context ctx, List<String> ids) {
        if (ids.isEmpty()) {
            refuse(ctx, HttpStatus.BAD_REQUEST, Map.of("none", true));
            return Optional.empty();
        }
        var seats = ids.stream()
                .distinct()
                .map(Hall::find)
                .flatMap(Optional::stream)
                .toList();
        if (seats.size() > Bookings.MAX_SEATS || seats.isEmpty()) {
            refuse(ctx, HttpStatus.BAD_REQUEST, Map.of(seats.isEmpty() ? "none" : "tooMany", true));
            return Optional.empty();
        }
        return Optional.of(seats);
    }

    private void refuse(Context ctx, HttpStatus status, Map<String, Object> reason) {
        var model = new HashMap<String, Object>(
                Map.of("none", false, "taken", false, "tooMany", false, "most", Bookings.MAX_SEATS));
        model.putAll(reason);
        ctx.status(status);
        pages.show(ctx, "refused", model);
    }

    private void tickets(Context ctx) {
        var seats = bookings.of(ctx.header(VISITOR));
        if (seats.isEmpty()) {
            ctx.redirect(SEATS, HttpStatus.SEE_OTHER);
        } else {
            pages.show(ctx, "tickets", Pages.choice(seats));
        }
    }

    /**
     * Ends the visitor's session in the waiting room. If the room cannot be reached, the slot becomes free later: the
     * heartbeats stop, and the session expires.
     */
    private void done(Context ctx) {
        if (!refuseCrossSite(ctx)) {
            PermitFilter.credential(ctx.req()).ifPresent(sessionEnd::end);
            ctx.cookie(new Cookie("waiting-room-permit", "", "/", 0, false, true, null, SameSite.LAX));
            ctx.redirect(THANKS, HttpStatus.SEE_OTHER);
        }
    }

    private boolean refuseCrossSite(Context ctx) {
        if (CsrfCheck.isCrossSite(ctx)) {
            ctx.status(HttpStatus.FORBIDDEN);
            pages.show(ctx, "strange");
            return true;
        }
        return false;
    }
}
