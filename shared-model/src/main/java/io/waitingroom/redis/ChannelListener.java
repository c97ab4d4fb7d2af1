package io.waitingroom.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes each new connection to a channel.
 *
 * @param channel null: to none
 * @param onMessage runs with each message, and when Redis is there again, since messages may have been missed
 * @param onConnection runs before a new connection is used
 */
record ChannelListener(String channel, Runnable onMessage, Runnable onConnection) {
    static final ChannelListener NONE = new ChannelListener(null, () -> {}, () -> {});

    private static final Logger log = LoggerFactory.getLogger(ChannelListener.class);

    boolean listens() {
        return channel != null;
    }

    CompletionStage<Void> subscribe(StatefulRedisConnection<String, byte[]> fresh) {
        if (!(fresh instanceof StatefulRedisPubSubConnection<String, byte[]> listening)) {
            return CompletableFuture.completedFuture(null);
        }
        listening.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, byte[] message) {
                tellMessage();
            }
        });
        return listening.async().subscribe(channel);
    }

    void tellMessage() {
        tell(onMessage);
    }

    void tellConnection() {
        tell(onConnection);
    }

    // A fault of a listener is no fault of Redis.
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.error("A listener of the connection to Redis failed", e);
        }
    }
}
