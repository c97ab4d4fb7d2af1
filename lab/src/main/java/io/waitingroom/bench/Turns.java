package io.waitingroom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What came of measuring ours and the reference in turns, so that whatever slows the machine slows both. */
final class Turns {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> references = new ArrayList<>();

    void add(double our, double reference) {
        ours.add(our);
        references.add(reference);
    }

    Compared compared(String unit) {
        var ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i) / references.get(i))
                .toList();
        return new Compared(median(ours), median(references), unit, median(ratios));
    }

    /** Our value of each turn, the first of which is turn 1. */
    Series ours(String name) {
        return byTurn(name, ours);
    }

    /** The reference's value of each turn. */
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
