package io.waitingroom.faults;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The Redis of a room, asked past all proxies by whoever breaks it and judges it. */
final class Store implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(2);

    private final RedisClient client = RedisClient.create();
    private final Supplier<String> uri;
    private StatefulRedisConnection<String, String> connection;
    private String connected = "";

    /** @param uri where it is now */
    Store(Supplier<String> uri) {
        this.uri = uri;
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    }

    /** Asks, again where it cannot be reached at first; only for what may be asked twice. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return tell(question);
            } catch (RedisException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Patience.pass(Duration.ofMillis(20));
            }
        }
    }

    /** Asks once. */
    synchronized <T> T tell(Function<RedisCommands<String, String>, T> question) {
        try {
            return question.apply(commands());
        } catch (RedisException e) {
            disconnect();
            throw e;
        }
    }

    private RedisCommands<String, String> commands() {
        var now = uri.get();
        if (!now.equals(connected)) {
            disconnect();
        }
        if (connection == null) {
            var address = RedisURI.create(now);
            address.setTimeout(CALL_LIMIT);
            connection = client.connect(address);
            connected = now;
        }
        return connection.sync();
    }

    private void disconnect() {
        if (connection != null) {
            connection.closeAsync();
            connection = null;
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
