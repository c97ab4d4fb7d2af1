package io.waitingroom.seatmap;

import java.util.Locale;

/**
 * A seat of the hall.
 *
 * @param row the letter of the row; row A is next to the stage
 * @param number the number in the row, from 1, counted from left to right as seen from the seats
 * @param category the price category
 * @param x the x coordinate of the seat's middle on the plan, from 0 to {@link Hall#WIDTH}
 * @param y the y coordinate of the seat's middle on the plan, from 0 to {@link Hall#HEIGHT}
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

        /** Returns the name of the CSS class for this category. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the id of the seat in forms and CSS. */
    String id() {
        return row + "" + number;
    }

    /** Returns the seat's name, as visitors see it. */
    String title() {
        return "Row " + row + ", seat " + number;
    }
}
