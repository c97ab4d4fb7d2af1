package io.waitingroom.api;

import io.waitingroom.permit.PermitKeys;
import io.waitingroom.process.DaemonTimer;
import io.waitingroom.redis.SharedSigningKey;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Synchronises the keys of this server with the keys of the fleet, four times a second. Ignores failures while Redis is unreachable. */
final class KeySync implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    private final SharedSigningKey sharedKey;
    private final PermitKeys permitKeys;
    private final ScheduledExecutorService timer = DaemonTimer.named("key-sync");

    KeySync(SharedSigningKey sharedKey, PermitKeys permitKeys) {
        this.sharedKey = sharedKey;
        this.permitKeys = permitKeys;
    }

    KeySync start() {
        timer.scheduleWithFixedDelay(this::sync, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void sync() {
        sharedKey.agree();
        permitKeys.agree();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
