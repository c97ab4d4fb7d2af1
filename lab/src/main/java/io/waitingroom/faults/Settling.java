package io.waitingroom.faults;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.UUID;

/**
 * Brings a room into a comparable state before a drill: it has been used, and all its sessions are past their retention. A new
 * room has yet to create its counters and the nodes of its streams, and a room in use still holds sessions. A comparison with
 * either of them shows no leak.
 */
final class Settling {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DrainedRoom room;
    private final ApiClient api;

    /** @param api records its calls in no history */
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
