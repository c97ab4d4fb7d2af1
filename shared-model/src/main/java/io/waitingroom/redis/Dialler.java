package io.waitingroom.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletableFuture;

/**
 * Opens connections to a primary. Before a new connection is used, it checks the Redis server, subscribes to the
 * channel and awaits the reply to the first {@link Pulse}. If one of these steps fails, it closes the connection.
 */
final class Dialler {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final RedisClient client;
    private final FitnessCheck fitness;
    private final Pulse pulse;
    private ChannelListener listener = ChannelListener.NONE;

    Dialler(RedisClient client, FitnessCheck fitness, Pulse pulse) {
        this.client = client;
        this.fitness = fitness;
        this.pulse = pulse;
    }

    /** Sets the listener of all connections that are opened from now on. */
    void listen(ChannelListener channelListener) {
        listener = channelListener;
    }

    ChannelListener listener() {
        return listener;
    }

    CompletableFuture<StatefulRedisConnection<String, byte[]>> dial(RedisURI address) {
        return connect(address)
                .thenCompose(opened -> fitness.run(opened)
                        .thenCompose(checked -> listener.subscribe(opened))
                        .thenCompose(subscribed -> pulse.send(opened))
                        .<StatefulRedisConnection<String, byte[]>>thenApply(answered -> opened)
                        .whenComplete((done, error) -> {
                            if (error != null) {
                                opened.closeAsync();
                            }
                        }));
    }

    private CompletableFuture<? extends StatefulRedisConnection<String, byte[]>> connect(RedisURI address) {
        return listener.hasChannel()
                ? client.connectPubSubAsync(CODEC, address).toCompletableFuture()
                : client.connectAsync(CODEC, address).toCompletableFuture();
    }
}
