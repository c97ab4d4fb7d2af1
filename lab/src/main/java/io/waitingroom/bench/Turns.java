package io.waitingroom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Our values and the reference's values. Each turn measures one of our values and one of the reference's values, so other load
 * on the machine slows both alike.
 */
final class Turns {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> references = new ArrayList<>();

    void add(double ours, double reference) {
        this.ours.add(ours);
        references.add(reference);
    }

    Comparison compared(String unit) {
        var ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i) / references.get(i))
                .toList();
        return new Comparison(median(ours), median(references), unit, median(ratios));
    }

    /** Returns our values as a curve. The horizontal axis is the number of the turn, from 1. */
    Series ours(String name) {
        return byTurn(name, ours);
    }

    /** Returns the reference's values as a curve. The horizontal axis is the number of the turn, from 1. */
    Series references(String name) {
        return byTurn(name, references);
    }

    private static Series byTurn(String name, List<Double> values) {
        var series = new Series(name);
        for (int i = 0; i < values.size(); i++) {
            series.add(i + 1, values.get(i));
        }
        return series;
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
