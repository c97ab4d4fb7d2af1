package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A room in a Redis of its own in which so many people wait, and in which time stands still.
 *
 * @param people how many joined
 * @param bytesEach what Redis took for each of them
 * @param ids the sessions that wait, in the order of their places
 */
record FilledRoom(EmbeddedRedis redis, Crowd crowd, int people, List<SessionId> ids, double bytesEach)
        implements AutoCloseable {
    private static final int AT_ONCE = 500;

    static FilledRoom of(int people) {
        var redis = EmbeddedRedis.start();
        var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry());
        crowd.sessions().leave(crowd.join(1, false).get(0)).join();
        var before = crowd.usedMemory();
        var ids = crowd.join(people, false);
        return new FilledRoom(redis, crowd, people, ids, (crowd.usedMemory() - before) / (double) people);
    }

    /** So many have been activated: others join, so that as many people wait as before. */
    void replaceFirst(int granted) {
        ids.subList(0, granted).clear();
        ids.addAll(crowd.join(granted, false));
    }

    /** Lets people all over the room leave. */
    void depart(double share) {
        var random = new Random(1);
        var stay = new ArrayList<SessionId>();
        var calls = new ArrayList<CompletableFuture<?>>(AT_ONCE);
        for (var id : ids) {
            if (random.nextDouble() >= share) {
                stay.add(id);
                continue;
            }
            calls.add(crowd.sessions().leave(id));
            if (calls.size() == AT_ONCE) {
                calls.forEach(CompletableFuture::join);
                calls.clear();
            }
        }
        calls.forEach(CompletableFuture::join);
        ids.clear();
        ids.addAll(stay);
    }

    @Override
    public void close() {
        crowd.close();
        redis.close();
    }
}
