package io.waitingroom.faults;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes a room one that people have been in and that has forgotten them, before a drill. A new one has yet to make its
 * counters and the nodes of its streams, a warm one still remembers: compared with either, a room at rest proves nothing.
 */
final class Settling {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RestingRoom room;
    private final Api api;

    /** @param api whose calls are part of no history */
    Settling(RestingRoom room, Api api) {
        this.room = room;
        this.api = api;
    }

    void settle() {
        if (!room.wasLivedIn()) {
            comeIn();
            api.leave(comeIn()).join();
            room.passRetention();
            room.awaitEmpty();
        }
        room.forget();
    }

    // Of two who come, one never says a word: some counters are made by that alone.
    private String comeIn() {
        var key = UUID.randomUUID().toString();
        Patience.until("somebody joins", LIMIT, () -> !session(key).isEmpty());
        var id = session(key);
        Patience.until("somebody is let in", LIMIT, () -> isActive(id));
        return id;
    }

    private String session(String key) {
        return api.join(key).join() instanceof Answered known ? known.session() : "";
    }

    private boolean isActive(String id) {
        return api.poll(id, AsOfCodec.NONE).join() instanceof Answered known
                && known.state().equals("ACTIVE");
    }
}
