package io.waitingroom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The context that all measurements of one run share: the scale, the progress output and the rooms that already have waiting
 * sessions.
 */
final class BenchContext implements AutoCloseable {
    private final Scale scale;
    private final Consumer<String> progress;
    private final List<FilledRoom> rooms = new ArrayList<>();

    /** @param progress the receiver of one line about each step */
    BenchContext(Scale scale, Consumer<String> progress) {
        this.scale = scale;
        this.progress = progress;
    }

    Scale scale() {
        return scale;
    }

    void logProgress(String line) {
        progress.accept(line);
    }

    /**
     * Returns one room for each size in {@link Scale#crowds}, the smallest room first. Fills the rooms at the first call only,
     * because filling takes longer than measuring.
     */
    List<FilledRoom> rooms() {
        if (rooms.isEmpty()) {
            for (var people : scale.crowds()) {
                logProgress("  %,d people join".formatted(people));
                rooms.add(FilledRoom.of(people));
            }
        }
        return List.copyOf(rooms);
    }

    @Override
    public void close() {
        rooms.forEach(FilledRoom::close);
    }
}
