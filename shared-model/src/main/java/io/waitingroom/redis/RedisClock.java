package io.waitingroom.redis;

import java.time.Duration;

/**
 * What Redis's clock shows about now, reckoned from the last reply that told it. Bounds how late a command may still
 * be carried out; the decision itself is Redis's.
 */
final class RedisClock {
    private record Sample(long redisMillis, long nanos) {}

    private volatile Sample sample;

    /** Takes note of a reply. Its age is not known, so that this clock runs behind by up to one round trip. */
    void told(long redisMillis) {
        sample = new Sample(redisMillis, System.nanoTime());
    }

    /** @return Redis time in ms; before the first reply, a time that refuses everything */
    long after(Duration delay) {
        var last = sample;
        if (last == null) {
            return 0;
        }
        var age = Duration.ofNanos(System.nanoTime() - last.nanos);
        return last.redisMillis + age.plus(delay).toMillis();
    }
}
