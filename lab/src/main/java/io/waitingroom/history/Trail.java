package io.waitingroom.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit trail of a room, grouped by session. */
final class Trail {
    private final Map<Holder, SessionPath> paths = new LinkedHashMap<>();
    private final Replay replay = new Replay();

    Trail(List<Event> events) {
        for (int index = 0; index < events.size(); index++) {
            add(index, events.get(index));
        }
    }

    private void add(int index, Event event) {
        if (event instanceof Event.Transition step) {
            paths.computeIfAbsent(step.holder(), holder -> new SessionPath()).add(index, step);
        } else if (event instanceof Event.RoomLost) {
            replay.waiting().keySet().forEach(holder -> paths.get(holder).markLost());
            replay.active().keySet().forEach(holder -> paths.get(holder).markLost());
        }
        replay.apply(event);
    }

    Map<Holder, SessionPath> paths() {
        return paths;
    }

    Optional<SessionPath> path(Holder holder) {
        return Optional.ofNullable(paths.get(holder));
    }

    /** Returns the state of the room at the end of the trail. */
    Replay roomAtEnd() {
        return replay;
    }
}
