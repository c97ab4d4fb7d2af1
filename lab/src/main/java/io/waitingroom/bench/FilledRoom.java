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
 * A room with a given number of waiting sessions, in a separate Redis. Nothing advances the room's time.
 *
 * @param people the number of sessions that joined
 * @param ids the waiting sessions, in the order of their positions
 * @param bytesEach the memory in bytes that Redis uses per session
 */
record FilledRoom(EmbeddedRedis redis, Crowd crowd, int people, List<SessionId> ids, double bytesEach)
        implements AutoCloseable {
    private static final int BATCH_SIZE = 500;

    static FilledRoom of(int people) {
        var redis = EmbeddedRedis.start();
        var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry());
        crowd.sessions().leave(crowd.join(1, false).get(0)).join();
        var before = crowd.usedMemory();
        var ids = crowd.join(people, false);
        return new FilledRoom(redis, crowd, people, ids, (crowd.usedMemory() - before) / (double) people);
    }

    /**
     * Replaces the first sessions in the queue by new joins, so that the number of waiting sessions stays the same. Call this
     * method after the first sessions were activated.
     */
    void replaceFirst(int count) {
        ids.subList(0, count).clear();
        ids.addAll(crowd.join(count, false));
    }

    /**
     * Makes randomly chosen sessions leave.
     *
     * @param share the share of the sessions that leave
     */
    void depart(double share) {
        var random = new Random(1);
        var remaining = new ArrayList<SessionId>();
        var calls = new ArrayList<CompletableFuture<?>>(BATCH_SIZE);
        for (var id : ids) {
            if (random.nextDouble() >= share) {
                remaining.add(id);
                continue;
            }
            calls.add(crowd.sessions().leave(id));
            if (calls.size() == BATCH_SIZE) {
                calls.forEach(CompletableFuture::join);
                calls.clear();
            }
        }
        calls.forEach(CompletableFuture::join);
        ids.clear();
        ids.addAll(remaining);
    }

    @Override
    public void close() {
        crowd.close();
        redis.close();
    }
}
