package io.waitingroom.bench;

import java.util.Locale;

/**
 * A row of the table.
 *
 * @param figure the name of the measured figure
 * @param ours our value, with its unit
 * @param reference the reference's value, with its unit; empty if there is no reference
 * @param ratio our value divided by the reference's value; empty if there is no reference
 * @param threshold the bound for the value or for the ratio; {@code printed} if there is no bound; empty if the measurement
 *     failed
 * @param reached whether the value or the ratio keeps the bound; true if there is no bound; false if the measurement failed
 */
record Row(String figure, String ours, String reference, String ratio, String threshold, boolean reached) {
    private static final String NONE = "";

    /** Returns a row whose ratio has a lower bound. */
    static Row atLeast(double threshold, String figure, Comparison compared) {
        return compared(figure, compared, "≥ " + threshold, compared.ratio() >= threshold);
    }

    /** Returns a row whose ratio has an upper bound. */
    static Row atMost(double threshold, String figure, Comparison compared) {
        return compared(figure, compared, "≤ " + threshold, compared.ratio() <= threshold);
    }

    /** Returns a row whose ratio has no bound and is only printed. */
    static Row printed(String figure, Comparison compared) {
        return compared(figure, compared, "printed", true);
    }

    /** Returns a row whose value has an upper bound. The row has no reference. */
    static Row atMost(double threshold, String figure, double ours, String unit) {
        return new Row(figure, amount(ours, unit), NONE, NONE, "≤ " + amount(threshold, unit), ours <= threshold);
    }

    /** Returns a row whose value is only printed. It has neither a reference nor a bound. */
    static Row printed(String figure, double ours, String unit) {
        return new Row(figure, amount(ours, unit), NONE, NONE, "printed", true);
    }

    /** Returns a row for a measurement that failed. */
    static Row failed(String figure, Exception reason) {
        return new Row(figure, "not measured: " + reason, NONE, NONE, NONE, false);
    }

    /** Returns a row with our value, the reference, and a threshold that is given as text. */
    static Row compared(String figure, Comparison compared, String threshold, boolean reached) {
        return new Row(
                figure,
                amount(compared.ours(), compared.unit()),
                amount(compared.reference(), compared.unit()),
                String.format(Locale.ROOT, "%.2f", compared.ratio()),
                threshold,
                reached);
    }

    /** Formats a value with its unit. A smaller value gets more decimal places, up to three. */
    static String amount(double value, String unit) {
        var format = value >= 100 ? "%,.0f %s" : value >= 10 ? "%.1f %s" : value >= 1 ? "%.2f %s" : "%.3f %s";
        return String.format(Locale.ROOT, format, value, unit);
    }

    String result() {
        return reached ? "ok" : "MISSED";
    }
}
