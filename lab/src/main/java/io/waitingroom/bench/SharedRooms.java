package io.waitingroom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the measurements of one run share. */
final class SharedRooms implements AutoCloseable {
    private final Scale scale;
    private final Consumer<String> progress;
    private final List<FilledRoom> rooms = new ArrayList<>();

    /** @param progress takes a line about each step */
    SharedRooms(Scale scale, Consumer<String> progress) {
        this.scale = scale;
        this.progress = progress;
    }

    Scale scale() {
        return scale;
    }

    void say(String line) {
        progress.accept(line);
    }

    /** A room for each size of the scale, the smallest first. Filled once: that takes longer than to measure them. */
    List<FilledRoom> rooms() {
        if (rooms.isEmpty()) {
            for (var people : scale.crowds()) {
                say("  %,d people join".formatted(people));
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
