package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.List;

/**
 * A room in a Redis of its own in which so many people wait, and in which time stands still.
 *
 * @param bytesEach what Redis took for each of them
 * @param ids their sessions, in the order of their places
 */
record FilledRoom(EmbeddedRedis redis, Crowd crowd, List<SessionId> ids, double bytesEach) implements AutoCloseable {
    static FilledRoom of(int people) {
        var redis = EmbeddedRedis.start();
        var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry());
        crowd.join(1, false);
        var before = crowd.usedMemory();
        var ids = crowd.join(people, false);
        return new FilledRoom(redis, crowd, ids, (crowd.usedMemory() - before) / (double) people);
    }

    int people() {
        return ids.size();
    }

    @Override
    public void close() {
        crowd.close();
        redis.close();
    }
}
