package io.waitingroom.seatmap;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The pages. What is put into them is escaped; what they may do is told in their headers. */
final class Pages {
    private final String waitingRoom;
    private final Template seats = template("seats.html");
    private final Template tickets = template("tickets.html");
    private final Template thanks = template("thanks.html");

    /** @param waitingRoom its origin as browsers know it; empty where that is ours */
    Pages(Optional<String> waitingRoom) {
        this.waitingRoom = waitingRoom.orElse("");
    }

    void secure(Context ctx) {
        var also = waitingRoom.isEmpty() ? "" : " " + waitingRoom;
        ctx.header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'" + also + "; connect-src 'self'" + also
                                + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .header("Cache-Control", "no-store");
    }

    void showSeats(Context ctx, Venue venue, String subject, Optional<String> complaint) {
        var mine = venue.of(subject);
        var model = model();
        model.put(
                "rows",
                IntStream.range(0, Seat.ROWS)
                        .mapToObj(row -> row(row, venue, mine))
                        .toList());
        model.put("complains", complaint.isPresent());
        model.put("complaint", complaint.orElse(""));
        model.put("most", Venue.MOST_EACH);
        model.put("hasTickets", !mine.isEmpty());
        show(ctx, seats, model);
    }

    private static Map<String, Object> row(int row, Venue venue, List<Seat> mine) {
        var all = IntStream.rangeClosed(1, Seat.PER_ROW)
                .mapToObj(number -> new Seat(row, number))
                .toList();
        return Map.of(
                "name", all.get(0).rowName(),
                "price", all.get(0).price(),
                "category", all.get(0).category(),
                "seats", all.stream().map(seat -> seat(seat, venue, mine)).toList());
    }

    private static Map<String, Object> seat(Seat seat, Venue venue, List<Seat> mine) {
        return Map.of(
                "id", seat.name(),
                "number", seat.number(),
                "row", seat.rowName(),
                "price", seat.price(),
                "taken", venue.isTaken(seat),
                "mine", mine.contains(seat));
    }

    void showTickets(Context ctx, List<Seat> mine) {
        var model = model();
        model.put("none", mine.isEmpty());
        model.put(
                "seats",
                mine.stream()
                        .map(seat -> Map.of("row", seat.rowName(), "number", seat.number(), "price", seat.price()))
                        .toList());
        model.put("total", mine.stream().mapToInt(Seat::price).sum());
        show(ctx, tickets, model);
    }

    void showThanks(Context ctx) {
        show(ctx, thanks, model());
    }

    private Map<String, Object> model() {
        return new HashMap<>(Map.of("keep", waitingRoom + "/waiting-room/keep.js"));
    }

    private static void show(Context ctx, Template template, Map<String, Object> model) {
        ctx.contentType("text/html; charset=utf-8").result(template.execute(model));
    }

    private static Template template(String name) {
        return Mustache.compiler().strictSections(true).compile(new String(file(name), StandardCharsets.UTF_8));
    }

    static byte[] file(String name) {
        try (var file = Pages.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
