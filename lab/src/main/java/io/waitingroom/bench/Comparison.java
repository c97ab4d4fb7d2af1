package io.waitingroom.bench;

/**
 * A value of this system ("ours") beside the value of a reference.
 *
 * @param unit the unit of both values
 * @param ratio our value divided by the reference's value; for values from several {@link Turns}, the median of the turns'
 *     ratios
 */
record Comparison(double ours, double reference, String unit, double ratio) {
    static Comparison of(double ours, double reference, String unit) {
        return new Comparison(ours, reference, unit, ours / reference);
    }
}
