package io.waitingroom.seatmap;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.javalin.http.Context;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders the pages from Mustache templates. All pages have the same head and foot. Values are escaped when they are
 * inserted.
 */
final class Pages {
    private static final List<String> NAMES =
            List.of("seats", "confirm", "refused", "tickets", "thanks", "missing", "strange");

    private final Map<String, Template> templates;
    private final Room room;

    Pages(Room room) {
        this.room = room;
        var compiler = Mustache.compiler()
                .strictSections(true)
                .withLoader(name -> new StringReader(Files.text(name + ".html")));
        templates = NAMES.stream()
                .collect(Collectors.toMap(name -> name, name -> compiler.compile(Files.text(name + ".html"))));
    }

    void show(Context ctx, String name) {
        show(ctx, name, Map.of());
    }

    void show(Context ctx, String name, Map<String, Object> model) {
        var all = new HashMap<>(model);
        all.put("keepScript", room.keepScript());
        all.put("files", Files.BASE);
        ctx.contentType("text/html; charset=utf-8").result(templates.get(name).execute(all));
    }

    /** Returns the template values for the chosen seats: the list of the seats and their total price. */
    static Map<String, Object> choice(List<Seat> seats) {
        return Map.of(
                "seats",
                seats.stream().map(Pages::seat).toList(),
                "total",
                seats.stream().mapToInt(seat -> seat.category().euros).sum());
    }

    /** Returns the template values for the seat map. */
    static Map<String, Object> hall(Bookings bookings) {
        var rows = Hall.all().stream().collect(Collectors.groupingBy(Seat::row)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(row -> Map.of(
                        "letter",
                        row.getKey(),
                        "seats",
                        row.getValue().stream()
                                .map(seat -> seatOnMap(seat, bookings))
                                .toList()))
                .toList();
        var free = Hall.all().stream().filter(seat -> !bookings.isTaken(seat)).count();
        var categories = Stream.of(Seat.Category.values())
                .map(it -> Map.of("style", it.style(), "title", it.title, "euros", it.euros))
                .toList();
        return Map.of(
                "rows",
                rows,
                "free",
                free,
                "soldOut",
                free == 0,
                "categories",
                categories,
                "width",
                Hall.WIDTH,
                "height",
                Hall.HEIGHT,
                "drawing",
                Plan.drawing(),
                "most",
                Bookings.MAX_SEATS);
    }

    private static Map<String, Object> seatOnMap(Seat seat, Bookings bookings) {
        var model = new HashMap<>(seat(seat));
        model.put("taken", bookings.isTaken(seat));
        return model;
    }

    private static Map<String, Object> seat(Seat seat) {
        return Map.of(
                "id", seat.id(),
                "title", seat.title(),
                "number", seat.number(),
                "style", seat.category().style(),
                "category", seat.category().title,
                "euros", seat.category().euros);
    }
}
