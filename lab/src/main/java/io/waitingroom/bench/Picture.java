package io.waitingroom.bench;

import java.util.List;

/**
 * A chart with curves over one pair of axes. The vertical axis begins at 0.
 *
 * @param name the file name, without extension
 * @param logarithmic whether the horizontal axis is logarithmic
 */
record Picture(
        String name, String title, String horizontal, String vertical, boolean logarithmic, List<Series> curves) {
    static Picture linear(String name, String title, String horizontal, String vertical, Series... curves) {
        return new Picture(name, title, horizontal, vertical, false, List.of(curves));
    }

    static Picture logarithmic(String name, String title, String horizontal, String vertical, Series... curves) {
        return new Picture(name, title, horizontal, vertical, true, List.of(curves));
    }
}
