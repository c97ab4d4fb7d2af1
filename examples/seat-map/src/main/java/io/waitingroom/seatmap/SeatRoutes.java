package io.waitingroom.seatmap;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import io.waitingroom.permit.check.Permit;
import io.waitingroom.permit.check.PermitFilter;
import io.waitingroom.permit.check.WaitingRoom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Choose seats, have them, be done. The filter has let nobody come so far without a permit. */
final class SeatRoutes {
    private static final Logger log = LoggerFactory.getLogger(SeatRoutes.class);
    private static final Map<String, String> FILES =
            Map.of("seat-map.css", "text/css; charset=utf-8", "seat-map.js", "text/javascript; charset=utf-8");
    private static final int SEE_OTHER = 303;

    private final Venue venue;
    private final Pages pages;
    private final WaitingRoom waitingRoom;

    SeatRoutes(Venue venue, Pages pages, WaitingRoom waitingRoom) {
        this.venue = venue;
        this.pages = pages;
        this.waitingRoom = waitingRoom;
    }

    void addTo(RoutesConfig routes) {
        routes.before(pages::secure);
        routes.get("/", ctx -> ctx.redirect("/seats"));
        routes.get("/seats", ctx -> pages.showSeats(ctx, venue, subject(ctx), Optional.empty()));
        routes.post("/seats", this::take);
        routes.get("/tickets", ctx -> pages.showTickets(ctx, venue.of(subject(ctx))));
        routes.post("/done", this::end);
        routes.get("/thanks", pages::showThanks);
        routes.get("/health", ctx -> ctx.result("ok"));
        routes.get("/static/{name}", SeatRoutes::serveFile);
    }

    private static String subject(Context ctx) {
        return ctx.header(PermitFilter.SUBJECT);
    }

    private void take(Context ctx) {
        var wanted = ctx.formParams("seat").stream()
                .map(Seat::named)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            complain(ctx, 400, "Choose a seat first.");
            return;
        }
        var outcome = venue.take(wanted, subject(ctx));
        if (outcome instanceof Venue.Outcome.Gone gone) {
            complain(ctx, 409, "Somebody was quicker: " + names(gone.seats()) + ". Nothing was reserved.");
        } else if (outcome instanceof Venue.Outcome.TooMany) {
            complain(ctx, 409, "At most " + Venue.MOST_EACH + " seats for each person.");
        } else {
            ctx.status(SEE_OTHER).header("Location", "/tickets");
        }
    }

    private static String names(List<Seat> seats) {
        return String.join(", ", seats.stream().map(Seat::name).toList());
    }

    private void complain(Context ctx, int status, String words) {
        ctx.status(status);
        pages.showSeats(ctx, venue, subject(ctx), Optional.of(words));
    }

    // Whoever is done goes, also where the waiting room cannot be told: their slot is free at its deadline then.
    private void end(Context ctx) {
        var permit = (Permit) ctx.req().getAttribute(PermitFilter.PERMIT);
        ctx.future(() -> waitingRoom.leave(permit).handle((left, error) -> {
            if (error != null || !left) {
                log.warn("The waiting room could not be told that {} is done", permit.subject(), error);
            }
            ctx.cookie(new Cookie(PermitFilter.COOKIE, "", "/", 0, false, true, null, SameSite.LAX));
            ctx.status(SEE_OTHER).header("Location", "/thanks");
            return null;
        }));
    }

    private static void serveFile(Context ctx) {
        var name = ctx.pathParam("name");
        var type = FILES.get(name);
        if (type == null) {
            throw new NotFoundResponse();
        }
        ctx.header("Cache-Control", "public, max-age=300").contentType(type).result(Pages.file(name));
    }
}
