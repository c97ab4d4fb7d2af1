package io.waitingroom.history;

import java.time.Duration;

/**
 * A delay of the recorder itself: a step that was due at its start was done only at its end. Each step and each response of
 * a client within it may have been due, sent or received at any moment of it.
 *
 * @param due when the step was due, in nanoseconds of the recorder's monotonic clock
 * @param done when the step was done, on the same clock
 */
public record Stall(long due, long done) {
    boolean contains(long moment) {
        return due <= moment && moment <= done;
    }

    Duration length() {
        return Duration.ofNanos(done - due);
    }
}
