package io.waitingroom.permit.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock and a monotonic clock that advance only when a test says so. */
final class TestTime extends Clock {
    private final Instant start = Instant.parse("2026-11-22T10:00:00Z");
    private volatile Duration passed = Duration.ZERO;

    void pass(Duration some) {
        passed = passed.plus(some);
    }

    long nanoTime() {
        return passed.toNanos();
    }

    @Override
    public Instant instant() {
        return start.plus(passed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
