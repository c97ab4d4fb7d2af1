package io.waitingroom.history;

import java.util.List;

/** Lines of a history, to be read by people. */
final class Lines {
    private static final int MOST = 20;
    private static final double NANOS = 1e9;

    private Lines() {}

    static List<String> of(List<?> entries) {
        return entries.stream().limit(MOST).map(Lines::line).toList();
    }

    private static String line(Object entry) {
        if (entry instanceof Event.Transition t) {
            return "%.3f s %s %s -> %s at %d ms, epoch %d"
                    .formatted(
                            t.seen() / NANOS,
                            t.person(),
                            t.from().isEmpty() ? "new" : t.from(),
                            t.to(),
                            t.at(),
                            t.epoch());
        }
        if (entry instanceof Event.Leader l) {
            return "%.3f s leader of epoch %d at %d ms, capacity %d, %d tickets given"
                    .formatted(l.seen() / NANOS, l.epoch(), l.at(), l.capacity(), l.tickets());
        }
        if (entry instanceof Event.RoomLost lost) {
            return "%.3f s room lost".formatted(lost.seen() / NANOS);
        }
        return entry.toString();
    }
}
