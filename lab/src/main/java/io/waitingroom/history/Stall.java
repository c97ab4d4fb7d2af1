package io.waitingroom.history;

import java.time.Duration;

/**
 * A delay of the recorder itself, from the time at which a step was due to the time at which it was done. The recorded times of
 * other steps and responses in this period are uncertain. Such a step may have been due or sent at any moment of the delay, and
 * such a response may have been received at any moment of it.
 *
 * @param due the time at which the step was due, in nanoseconds of the recorder's monotonic clock
 * @param done the time at which the step was done, on the same clock
 */
public record Stall(long due, long done) {
    boolean contains(long moment) {
        return due <= moment && moment <= done;
    }

    Duration length() {
        return Duration.ofNanos(done - due);
    }
}
