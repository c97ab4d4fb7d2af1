package io.waitingroom.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes each new connection to a channel and passes its messages on.
 *
 * @param channel null for no subscription
 * @param onMessage runs for each message, and when Redis is available again, because messages may have been missed
 * @param onConnection runs before a new connection is used
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
