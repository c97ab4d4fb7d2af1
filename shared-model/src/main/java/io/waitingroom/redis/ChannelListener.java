package io.waitingroom.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes each new connection to a channel of Redis, and runs a callback for each message.
 *
 * @param channel the name of the channel; null for no subscription
 * @param onMessage the callback for messages. It also runs when Redis becomes available again, because messages may
 *     have been missed
 * @param onConnection the callback for a new connection. It runs before the connection is used
 */
record ChannelListener(String channel, Runnable onMessage, Runnable onConnection) {
    static final ChannelListener NONE = new ChannelListener(null, () -> {}, () -> {});

    private static final Logger log = LoggerFactory.getLogger(ChannelListener.class);

    boolean hasChannel() {
        return channel != null;
    }

    CompletionStage<Void> subscribe(StatefulRedisConnection<String, byte[]> connection) {
        if (!(connection instanceof StatefulRedisPubSubConnection<String, byte[]> pubSub)) {
            return CompletableFuture.completedFuture(null);
        }
        pubSub.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, byte[] message) {
                notifyMessage();
            }
        });
        return pubSub.async().subscribe(channel);
    }

    void notifyMessage() {
        run(onMessage);
    }

    void notifyConnection() {
        run(onConnection);
    }

    // An error of a listener must not count as an error of Redis.
    private static void run(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.error("A listener of the connection to Redis failed", e);
        }
    }
}
