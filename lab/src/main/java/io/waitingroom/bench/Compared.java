package io.waitingroom.bench;

/**
 * Our value beside that of the reference.
 *
 * @param unit of both values
 * @param ratio of the two; where they were measured in turns, the median of the ratios of the turns
 */
record Compared(double ours, double reference, String unit, double ratio) {
    static Compared of(double ours, double reference, String unit) {
        return new Compared(ours, reference, unit, ours / reference);
    }
}
