package io.waitingroom.history;

import java.util.List;

/** Formats calls and events of a history as lines of a report. */
final class HistoryFormat {
    private static final int MAX_LINES = 20;
    private static final double NANOS = 1e9;

    private HistoryFormat() {}

    static List<String> format(List<?> entries) {
        return entries.stream().limit(MAX_LINES).map(HistoryFormat::format).toList();
    }

    private static String format(Object entry) {
        if (entry instanceof Event.Transition t) {
            return "%.3f s %s %s -> %s at %d ms, epoch %d"
                    .formatted(
                            t.latest() / NANOS,
                            t.holder(),
                            t.from().isEmpty() ? "new" : t.from(),
                            t.to(),
                            t.roomTime(),
                            t.epoch());
        }
        if (entry instanceof Event.Leader l) {
            return "%.3f s leader of epoch %d at %d ms, capacity %d, %d tickets given"
                    .formatted(l.latest() / NANOS, l.epoch(), l.roomTime(), l.capacity(), l.tickets());
        }
        if (entry instanceof Event.RoomLost lost) {
            return "%.3f s room lost".formatted(lost.latest() / NANOS);
        }
        return entry.toString();
    }
}
