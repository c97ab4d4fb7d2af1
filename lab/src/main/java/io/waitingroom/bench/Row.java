package io.waitingroom.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param figure what was measured
 * @param ours our value, with its unit
 * @param reference what it is compared with, with its unit; empty where there is none
 * @param ratio ours by the reference; empty where there is none
 * @param mark what must be reached, or {@code printed}
 * @param reached whether it was; true where nothing must be
 */
record Row(String figure, String ours, String reference, String ratio, String mark, boolean reached) {
    private static final String NONE = "";

    /** A ratio that must not be lower. */
    static Row atLeast(double mark, String figure, Compared compared) {
        return compared(figure, compared, "≥ " + mark, compared.ratio() >= mark);
    }

    /** A ratio that must not be higher. */
    static Row atMost(double mark, String figure, Compared compared) {
        return compared(figure, compared, "≤ " + mark, compared.ratio() <= mark);
    }

    /** A ratio that nothing is asked of. */
    static Row printed(String figure, Compared compared) {
        return compared(figure, compared, "printed", true);
    }

    /** A value by itself that must not be higher. */
    static Row atMost(double mark, String figure, double ours, String unit) {
        return new Row(figure, amount(ours, unit), NONE, NONE, "≤ " + amount(mark, unit), ours <= mark);
    }

    /** A value by itself that nothing is asked of. */
    static Row printed(String figure, double ours, String unit) {
        return new Row(figure, amount(ours, unit), NONE, NONE, "printed", true);
    }

    /** What could not be measured. */
    static Row failed(String figure, Exception reason) {
        return new Row(figure, "not measured: " + reason, NONE, NONE, NONE, false);
    }

    /** Our value beside another, with a mark in words. */
    static Row compared(String figure, Compared compared, String mark, boolean reached) {
        return new Row(
                figure,
                amount(compared.ours(), compared.unit()),
                amount(compared.reference(), compared.unit()),
                String.format(Locale.ROOT, "%.2f", compared.ratio()),
                mark,
                reached);
    }

    /** Three digits or more, whichever the size. */
    static String amount(double value, String unit) {
        var format = value >= 100 ? "%,.0f %s" : value >= 10 ? "%.1f %s" : value >= 1 ? "%.2f %s" : "%.3f %s";
        return String.format(Locale.ROOT, format, value, unit);
    }

    String verdict() {
        return reached ? "ok" : "MISSED";
    }
}
