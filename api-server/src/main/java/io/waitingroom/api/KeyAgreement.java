package io.waitingroom.api;

import io.waitingroom.permit.PermitKeys;
import io.waitingroom.process.DaemonTimer;
import io.waitingroom.redis.SharedSigningKey;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Compares this server's keys with the fleet's again and again. Fails quietly while Redis is away. */
final class KeyAgreement implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    private final SharedSigningKey sharedKey;
    private final PermitKeys permitKeys;
    private final ScheduledExecutorService timer = DaemonTimer.named("key-agreement");

    KeyAgreement(SharedSigningKey sharedKey, PermitKeys permitKeys) {
        this.sharedKey = sharedKey;
        this.permitKeys = permitKeys;
    }

    KeyAgreement start() {
        timer.scheduleWithFixedDelay(this::agree, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void agree() {
        sharedKey.agree();
        permitKeys.agree();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
