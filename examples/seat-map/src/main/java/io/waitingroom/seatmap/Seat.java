package io.waitingroom.seatmap;

import java.util.Locale;

/**
 * A seat of the hall.
 *
 * @param row a letter, A is next to the stage
 * @param number from 1, from left to right as seen from the seats
 * @param x the x coordinate of its middle on the plan, from 0 to {@link Hall#WIDTH}
 * @param y the y coordinate of its middle on the plan, from 0 to {@link Hall#HEIGHT}
 */
record Seat(char row, int number, Category category, double x, double y) {
    /** A price category. */
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

        /** The name of its CSS class. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The id in forms and CSS. */
    String id() {
        return row + "" + number;
    }

    /** The name that visitors see. */
    String title() {
        return "Row " + row + ", seat " + number;
    }
}
