package io.waitingroom.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the beats of a connection, which are an API server's signs of life, and keeps what the replies say of the room. */
final class Pulse {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);
    private static final String[] NO_KEYS = {};

    private final RedisClock clock;
    private Optional<SignOfLife> sign = Optional.empty();
    private volatile String roomTrouble = "";

    Pulse(RedisClock clock) {
        this.clock = clock;
    }

    void give(SignOfLife given) {
        sign = Optional.of(given);
    }

    /** Why this build cannot read the room, as far as the last sign of life was told. */
    Optional<String> roomTrouble() {
        return Optional.of(roomTrouble).filter(trouble -> !trouble.isEmpty());
    }

    CompletableFuture<Void> send(StatefulRedisConnection<String, byte[]> connection) {
        return sign.map(given -> give(given, connection))
                .orElseGet(() -> Script.PULSE.run(connection, NO_KEYS))
                .thenAccept(reply -> clock.told(reply.number(0)));
    }

    private CompletableFuture<Reply> give(SignOfLife given, StatefulRedisConnection<String, byte[]> connection) {
        return Script.SIGN
                .run(connection, new String[] {given.room().room()}, given.arguments())
                .thenApply(reply -> {
                    learn(reply.text(1));
                    return reply;
                });
    }

    private void learn(String trouble) {
        if (!trouble.equals(roomTrouble)) {
            log.warn(trouble.isEmpty() ? "The room can be used" : "The room cannot be used: " + trouble);
            roomTrouble = trouble;
        }
    }
}
