package io.waitingroom.seatmap;

import io.waitingroom.seatmap.Seat.Category;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layout of the hall: rows in arcs around the stage, with an aisle down the middle. */
final class Hall {
    static final int WIDTH = 1000;
    static final int HEIGHT = 720;
    /** The x coordinate of the common centre of all arcs. The centre lies behind the stage. */
    static final int CENTRE_X = WIDTH / 2;

    static final int CENTRE_Y = -90;

    private static final int[] SEATS_OF_ROW = {8, 10, 12, 12, 14, 14, 16, 16};
    private static final int FIRST_RADIUS = 340;
    private static final int BETWEEN_ROWS = 58;
    private static final int BETWEEN_SEATS = 50;
    private static final double AISLE_SEATS = 1.1;

    private static final Map<String, Seat> SEATS = seats();

    private Hall() {}

    /** Returns all seats: row by row, from left to right. */
    static List<Seat> all() {
        return List.copyOf(SEATS.values());
    }

    static Optional<Seat> find(String id) {
        return Optional.ofNullable(SEATS.get(id));
    }

    static int rows() {
        return SEATS_OF_ROW.length;
    }

    static int radius(int row) {
        return FIRST_RADIUS + row * BETWEEN_ROWS;
    }

    private static Map<String, Seat> seats() {
        var seats = new LinkedHashMap<String, Seat>();
        for (int row = 0; row < rows(); row++) {
            for (var seat : row(row)) {
                seats.put(seat.id(), seat);
            }
        }
        return seats;
    }

    private static List<Seat> row(int row) {
        var seats = new ArrayList<Seat>();
        var count = SEATS_OF_ROW[row];
        for (int i = 0; i < count; i++) {
            var fromMiddle = i - (count - 1) / 2.0;
            var angle = (fromMiddle + Math.signum(fromMiddle) * AISLE_SEATS / 2) * BETWEEN_SEATS / radius(row);
            var x = CENTRE_X + radius(row) * Math.sin(angle);
            var y = CENTRE_Y + radius(row) * Math.cos(angle);
            seats.add(new Seat((char) ('A' + row), i + 1, category(row), x, y));
        }
        return seats;
    }

    private static Category category(int row) {
        return row < 2 ? Category.FRONT : row < 5 ? Category.STALLS : Category.REAR;
    }
}
