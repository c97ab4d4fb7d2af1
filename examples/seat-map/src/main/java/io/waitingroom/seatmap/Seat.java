package io.waitingroom.seatmap;

import java.util.Locale;

/**
 * A seat of the hall.
 *
 * @param row a letter, A is next to the stage
 * @param number from 1, from left to right as seen from the seats
 * @param x of its middle on the plan, of {@link Hall#WIDTH}
 * @param y of its middle on the plan, of {@link Hall#HEIGHT}
 */
record Seat(char row, int number, Category category, double x, double y) {
    /** What seats cost. */
    enum Category {
        FRONT("Front stalls", 95),
        STALLS("Stalls", 70),
        REAR("Rear stalls", 45);

        final String title;
        final int euros;

        Category(String title, int euros) {
            this.title = title;
            this.euros = euros;
        }

        /** What styles name it. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What forms call it. */
    String id() {
        return row + "" + number;
    }

    /** What people call it. */
    String title() {
        return "Row " + row + ", seat " + number;
    }
}
