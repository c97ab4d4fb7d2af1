package io.waitingroom.bench;

import java.util.ArrayList;
import java.util.List;

/** A curve of a chart: its name and its points. */
final class Series {
    /** A point of a curve. */
    record Point(double x, double y) {}

    private final String name;
    private final List<Point> points = new ArrayList<>();

    Series(String name) {
        this.name = name;
    }

    void add(double x, double y) {
        points.add(new Point(x, y));
    }

    String name() {
        return name;
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
