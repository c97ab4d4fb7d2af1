package io.waitingroom.history;

import java.time.Duration;

/**
 * The recorder itself was late: what a client wanted at the beginning of this was done only at its end. Whatever a client
 * did or was told within it may have been wanted, sent or answered at any moment of it.
 *
 * @param wanted in nanoseconds of the recorder's monotonic clock
 * @param done on the same clock
 */
public record Stall(long wanted, long done) {
    boolean holds(long moment) {
        return wanted <= moment && moment <= done;
    }

    Duration length() {
        return Duration.ofNanos(done - wanted);
    }
}
