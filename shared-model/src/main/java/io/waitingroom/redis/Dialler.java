package io.waitingroom.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletableFuture;

/** Opens connections to a primary. A connection is used once it was checked, subscribed and answered, and closed otherwise. */
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

    /** Subscribes connections from the next one on. */
    void listen(ChannelListener to) {
        listener = to;
    }

    ChannelListener listener() {
        return listener;
    }

    CompletableFuture<StatefulRedisConnection<String, byte[]>> dial(RedisURI address) {
        return connect(address)
                .thenCompose(fresh -> fitness.run(fresh)
                        .thenCompose(fit -> listener.subscribe(fresh))
                        .thenCompose(listening -> pulse.send(fresh))
                        .<StatefulRedisConnection<String, byte[]>>thenApply(answered -> fresh)
                        .whenComplete((done, error) -> {
                            if (error != null) {
                                fresh.closeAsync();
                            }
                        }));
    }

    private CompletableFuture<? extends StatefulRedisConnection<String, byte[]>> connect(RedisURI address) {
        return listener.listens()
                ? client.connectPubSubAsync(CODEC, address).toCompletableFuture()
                : client.connectAsync(CODEC, address).toCompletableFuture();
    }
}
