package io.waitingroom.faults;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.UUID;

/**
 * Prepares a room before a drill, so that the room's size after the drill can be compared with its size before. A prepared room
 * has been used, and the retention times of all its sessions are over. The size of a new room is not comparable, because a new
 * room has not yet created its counters and the nodes of its streams. Nor is the size of a room that still holds sessions.
 */
final class Settling {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DrainedRoom room;
    private final ApiClient api;

    /**
     * Creates an object that prepares this room.
     *
     * @param api a client whose calls are not part of any history
     */
    Settling(DrainedRoom room, ApiClient api) {
        this.room = room;
        this.api = api;
    }

    void settle() {
        if (!room.hasBeenUsed()) {
            becomeActive();
            api.leave(becomeActive()).join();
            room.skipRetention();
            room.awaitEmpty();
        }
        room.awaitRetention();
    }

    // The first of the two sessions neither claims its slot nor leaves: some counters are created only by a no-show.
    private String becomeActive() {
        var key = UUID.randomUUID().toString();
        Waits.until("a visitor joins", LIMIT, () -> !session(key).isEmpty());
        var id = session(key);
        Waits.until("the visitor is let in", LIMIT, () -> isActive(id));
        return id;
    }

    private String session(String key) {
        return api.join(key).join() instanceof Answered response ? response.session() : "";
    }

    private boolean isActive(String id) {
        return api.poll(id, AsOfCodec.NONE).join() instanceof Answered response
                && response.state().equals("ACTIVE");
    }
}
