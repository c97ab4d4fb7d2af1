package io.waitingroom.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trail, session by session. */
final class Trail {
    private final Map<Person, Path> paths = new LinkedHashMap<>();
    private final Replay replay = new Replay();

    Trail(List<Event> events) {
        for (int place = 0; place < events.size(); place++) {
            read(place, events.get(place));
        }
    }

    private void read(int place, Event event) {
        if (event instanceof Event.Transition step) {
            paths.computeIfAbsent(step.person(), person -> new Path()).add(place, step);
        } else if (event instanceof Event.RoomLost) {
            replay.waiting().keySet().forEach(person -> paths.get(person).lose());
            replay.active().keySet().forEach(person -> paths.get(person).lose());
        }
        replay.apply(event);
    }

    Map<Person, Path> paths() {
        return paths;
    }

    Optional<Path> path(Person person) {
        return Optional.ofNullable(paths.get(person));
    }

    /** The room at the end. */
    Replay rest() {
        return replay;
    }
}
