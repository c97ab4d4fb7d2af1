package io.waitingroom.redis;

import io.waitingroom.room.RoomSettings;
import java.time.Duration;

/** Room settings for tests: the defaults, except for the given values. */
final class Rooms {
    private static final RoomSettings D = RoomSettings.DEFAULTS;

    private Rooms() {}

    static RoomSettings of(int capacity, int batchSize) {
        return with(capacity, batchSize, D.waitingTtl(), D.activeTtl(), D.claimTtl(), D.maxActive(), D.retention());
    }

    static RoomSettings withActiveLimits(Duration activeTtl, Duration claimTtl, Duration maxActive) {
        return with(D.capacity(), D.batchSize(), D.waitingTtl(), activeTtl, claimTtl, maxActive, D.retention());
    }

    static RoomSettings withLives(int capacity, Duration waitingTtl, Duration activeTtl, Duration retention) {
        return with(capacity, D.batchSize(), waitingTtl, activeTtl, D.claimTtl(), D.maxActive(), retention);
    }

    static RoomSettings withClaim(int capacity, int batchSize, Duration rate, Duration claimTtl) {
        return new RoomSettings(
                capacity,
                batchSize,
                rate,
                D.waitingTtl(),
                D.activeTtl(),
                claimTtl,
                D.maxActive(),
                D.retention(),
                D.audit());
    }

    private static RoomSettings with(
            int capacity,
            int batchSize,
            Duration waitingTtl,
            Duration activeTtl,
            Duration claimTtl,
            Duration maxActive,
            Duration retention) {
        return new RoomSettings(
                capacity, batchSize, D.rate(), waitingTtl, activeTtl, claimTtl, maxActive, retention, 0);
    }
}
