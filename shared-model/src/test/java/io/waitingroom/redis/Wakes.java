package io.waitingroom.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Listens on the wake channel of the room on a {@link ScriptBench}. */
final class Wakes implements AutoCloseable {
    private static final String END = "end";

    private final RedisClient client;
    private final StatefulRedisPubSubConnection<String, String> connection;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    Wakes(String uri) {
        client = RedisClient.create(uri);
        connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                messages.add(message);
            }
        });
        connection.sync().subscribe(ScriptBench.KEYS.wake());
    }

    /** Returns the number of messages since the last call. Redis keeps their order, so none before END can arrive later. */
    int countSoFar(RedisCommands<String, String> redis) {
        redis.publish(ScriptBench.KEYS.wake(), END);
        for (int count = 0; ; count++) {
            if (END.equals(next())) {
                return count;
            }
        }
    }

    private String next() {
        try {
            var message = messages.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing is heard on the wake channel");
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
