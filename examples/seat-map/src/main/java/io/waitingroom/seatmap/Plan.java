package io.waitingroom.seatmap;

import java.util.Locale;

/** Draws the plan of the hall as SVG, and places the seats on it with CSS. */
final class Plan {
    private static final double HALF_ANGLE = 0.68;
    private static final int FLOOR_MARGIN = 46;
    /** The distance from the middle of a row's letter down to the baseline of the letter. */
    private static final int LETTER_DROP = 7;

    private Plan() {}

    /** Returns the content of the SVG element: the floor, the stage, and a line and a letter for each row. */
    static String drawing() {
        var svg = new StringBuilder();
        var outer = Hall.radius(Hall.rows() - 1) + FLOOR_MARGIN;
        var inner = Hall.radius(0) - FLOOR_MARGIN;
        svg.append("<path class=\"floor\" d=\"M%s A%d %d 0 0 0 %s L%s A%d %d 0 0 1 %s Z\"/>"
                .formatted(
                        point(outer, -HALF_ANGLE),
                        outer,
                        outer,
                        point(outer, HALF_ANGLE),
                        point(inner, HALF_ANGLE),
                        inner,
                        inner,
                        point(inner, -HALF_ANGLE)));
        for (int row = 0; row < Hall.rows(); row++) {
            var radius = Hall.radius(row);
            svg.append("<path class=\"row\" d=\"M%s A%d %d 0 0 0 %s\"/>"
                    .formatted(point(radius, -HALF_ANGLE), radius, radius, point(radius, HALF_ANGLE)));
            svg.append("<text class=\"letter\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%c</text>"
                    .formatted(Hall.CENTRE_X, Hall.CENTRE_Y + radius + LETTER_DROP, 'A' + row));
        }
        return svg.append("<path class=\"stage\" d=\"M250 24 H750 L715 104 Q500 168 285 104 Z\"/>")
                .append("<text class=\"stage-name\" x=\"500\" y=\"86\" text-anchor=\"middle\">Stage</text>")
                .toString();
    }

    /**
     * Returns the CSS rules that set the position of each seat. They must be in a style sheet, because the
     * Content-Security-Policy forbids inline styles.
     */
    static String styles() {
        var css = new StringBuilder();
        for (var seat : Hall.all()) {
            css.append(String.format(
                    Locale.ROOT,
                    "#seat-%s{left:%.2f%%;top:%.2f%%}%n",
                    seat.id(),
                    seat.x() * 100 / Hall.WIDTH,
                    seat.y() * 100 / Hall.HEIGHT));
        }
        return css.toString();
    }

    private static String point(int radius, double angle) {
        return String.format(
                Locale.ROOT,
                "%.1f %.1f",
                Hall.CENTRE_X + radius * Math.sin(angle),
                Hall.CENTRE_Y + radius * Math.cos(angle));
    }
}
