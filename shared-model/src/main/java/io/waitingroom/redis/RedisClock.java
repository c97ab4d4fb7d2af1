package io.waitingroom.redis;

import java.time.Duration;

/**
 * Estimates the current time of Redis's clock from the last reply that contained it. It limits how late a command may
 * still be executed; Redis makes the decision.
 */
final class RedisClock {
    private record Sample(long redisMillis, long nanos) {}

    private volatile Sample sample;

    /**
     * Stores the time of a reply. The age of the reply is not known, so this clock runs behind by up to one round trip.
     */
    void update(long redisMillis) {
        sample = new Sample(redisMillis, System.nanoTime());
    }

    /** @return Redis time in ms after the delay; before the first reply 0, so that Redis refuses each command */
    long after(Duration delay) {
        var last = sample;
        if (last == null) {
            return 0;
        }
        var age = Duration.ofNanos(System.nanoTime() - last.nanos);
        return last.redisMillis + age.plus(delay).toMillis();
    }
}
