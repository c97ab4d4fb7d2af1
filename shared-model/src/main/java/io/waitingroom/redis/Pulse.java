package io.waitingroom.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the pulse: a regular call that shows whether Redis replies. Each reply contains the time, which sets the {@link
 * RedisClock}. An API server sends its {@link SignOfLife} as the pulse. The reply to a sign of life also says whether
 * this build can read the room's format.
 */
final class Pulse {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);
    private static final String[] NO_KEYS = {};

    private final RedisClock clock;
    private Optional<SignOfLife> sign = Optional.empty();
    private volatile String roomTrouble = "";

    Pulse(RedisClock clock) {
        this.clock = clock;
    }

    void setSign(SignOfLife life) {
        sign = Optional.of(life);
    }

    /**
     * Returns the reason why this build cannot read the room, according to the last reply to a sign of life. Returns
     * empty if there is no such reason.
     */
    Optional<String> roomTrouble() {
        return Optional.of(roomTrouble).filter(trouble -> !trouble.isEmpty());
    }

    CompletableFuture<Void> send(StatefulRedisConnection<String, byte[]> connection) {
        return sign.map(life -> sendSign(life, connection))
                .orElseGet(() -> Script.PULSE.run(connection, NO_KEYS))
                .thenAccept(reply -> clock.update(reply.number(0)));
    }

    private CompletableFuture<Reply> sendSign(SignOfLife life, StatefulRedisConnection<String, byte[]> connection) {
        return Script.SIGN
                .run(connection, new String[] {life.room().room()}, life.arguments())
                .thenApply(reply -> {
                    setRoomTrouble(reply.text(1));
                    return reply;
                });
    }

    private void setRoomTrouble(String trouble) {
        if (!trouble.equals(roomTrouble)) {
            log.warn(trouble.isEmpty() ? "The room can be used" : "The room cannot be used: " + trouble);
            roomTrouble = trouble;
        }
    }
}
