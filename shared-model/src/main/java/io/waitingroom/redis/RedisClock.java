package io.waitingroom.redis;

import java.time.Duration;

/**
 * Estimates the current time on the clock of Redis, from the last reply that contained this time. A command
 * can carry the latest time at which Redis may still execute it. This time is computed from the estimate. Redis
 * compares it with its own clock.
 */
final class RedisClock {
    private record Sample(long redisMillis, long nanos) {}

    private volatile Sample sample;

    /**
     * Stores the Redis time that a reply contained. The age of the reply is not known. Therefore this clock is slow by
     * up to one round trip.
     */
    void update(long redisMillis) {
        sample = new Sample(redisMillis, System.nanoTime());
    }

    /**
     * Returns the current Redis time plus the given delay, in ms. Returns 0 before the first reply, so that Redis
     * refuses each command.
     */
    long after(Duration delay) {
        var last = sample;
        if (last == null) {
            return 0;
        }
        var age = Duration.ofNanos(System.nanoTime() - last.nanos);
        return last.redisMillis + age.plus(delay).toMillis();
    }
}
