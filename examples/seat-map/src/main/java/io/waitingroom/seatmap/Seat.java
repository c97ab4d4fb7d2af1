package io.waitingroom.seatmap;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A seat.
 *
 * @param row from 0, at the stage
 * @param number from 1, at the left
 */
record Seat(int row, int number) {
    static final int ROWS = 10;
    static final int PER_ROW = 14;
    private static final Pattern NAME = Pattern.compile("([A-J])(\\d{1,2})");
    private static final int[] PRICES = {120, 120, 95, 95, 95, 70, 70, 70, 45, 45};

    /** The seat of that name; empty where there is none. */
    static Optional<Seat> named(String text) {
        var name = NAME.matcher(text);
        return name.matches()
                ? Optional.of(new Seat(name.group(1).charAt(0) - 'A', Integer.parseInt(name.group(2))))
                        .filter(seat -> seat.number >= 1 && seat.number <= PER_ROW)
                : Optional.empty();
    }

    String rowName() {
        return String.valueOf((char) ('A' + row));
    }

    String name() {
        return rowName() + number;
    }

    /** In whole euros. */
    int price() {
        return PRICES[row];
    }

    /** 1 is the dearest. */
    int category() {
        return row < 2 ? 1 : row < 5 ? 2 : row < 8 ? 3 : 4;
    }
}
