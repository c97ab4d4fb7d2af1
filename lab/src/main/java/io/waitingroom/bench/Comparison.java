package io.waitingroom.bench;

/**
 * Our value and the reference's value.
 *
 * @param unit the unit of both values
 * @param ratio ours divided by the reference; for values measured in turns, the median of the turns' ratios
 */
record Comparison(double ours, double reference, String unit, double ratio) {
    static Comparison of(double ours, double reference, String unit) {
        return new Comparison(ours, reference, unit, ours / reference);
    }
}
