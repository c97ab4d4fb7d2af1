package io.waitingroom.bench;

import java.util.Locale;

/**
 * A row of the table.
 *
 * @param figure the name of the figure
 * @param ours our value, with its unit
 * @param reference the reference's value, with its unit; empty if there is no reference
 * @param ratio ours divided by the reference; empty if there is no reference
 * @param threshold the bound for the value or ratio, or {@code printed}
 * @param reached whether the bound is kept; true if there is no bound
 */
record Row(String figure, String ours, String reference, String ratio, String threshold, boolean reached) {
    private static final String NONE = "";

    /** A row whose ratio has a lower bound. */
    static Row atLeast(double threshold, String figure, Comparison compared) {
        return compared(figure, compared, "≥ " + threshold, compared.ratio() >= threshold);
    }

    /** A row whose ratio has an upper bound. */
    static Row atMost(double threshold, String figure, Comparison compared) {
        return compared(figure, compared, "≤ " + threshold, compared.ratio() <= threshold);
    }

    /** A row whose ratio is only printed: it has no bound. */
    static Row printed(String figure, Comparison compared) {
        return compared(figure, compared, "printed", true);
    }

    /** A row with an upper bound for a value without a reference. */
    static Row atMost(double threshold, String figure, double ours, String unit) {
        return new Row(figure, amount(ours, unit), NONE, NONE, "≤ " + amount(threshold, unit), ours <= threshold);
    }

    /** A row whose value is only printed: it has neither a reference nor a bound. */
    static Row printed(String figure, double ours, String unit) {
        return new Row(figure, amount(ours, unit), NONE, NONE, "printed", true);
    }

    /** A row for a measurement that failed. */
    static Row failed(String figure, Exception reason) {
        return new Row(figure, "not measured: " + reason, NONE, NONE, NONE, false);
    }

    /** A row with a value, its reference, and a threshold in words. */
    static Row compared(String figure, Comparison compared, String threshold, boolean reached) {
        return new Row(
                figure,
                amount(compared.ours(), compared.unit()),
                amount(compared.reference(), compared.unit()),
                String.format(Locale.ROOT, "%.2f", compared.ratio()),
                threshold,
                reached);
    }

    /** Formats a value with at least three significant digits. */
    static String amount(double value, String unit) {
        var format = value >= 100 ? "%,.0f %s" : value >= 10 ? "%.1f %s" : value >= 1 ? "%.2f %s" : "%.3f %s";
        return String.format(Locale.ROOT, format, value, unit);
    }

    String result() {
        return reached ? "ok" : "MISSED";
    }
}
