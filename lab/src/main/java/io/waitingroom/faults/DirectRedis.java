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

/** A connection to the room's Redis that bypasses the proxies. The faults and the checks of a drill use it. */
final class DirectRedis implements AutoCloseable {
    private static final Duration RETRY_LIMIT = Duration.ofSeconds(15);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(2);

    private final RedisClient client = RedisClient.create();
    private final Supplier<String> uri;
    private StatefulRedisConnection<String, String> connection;
    private String connectedUri = "";

    /**
     * Prepares a connection, which the first call opens.
     *
     * @param uri the supplier of the current URI of Redis
     */
    DirectRedis(Supplier<String> uri) {
        this.uri = uri;
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    }

    /**
     * Runs commands, and repeats them while Redis cannot be reached, for up to 15 s. The commands must be safe to run twice.
     */
    <T> T callWithRetry(Function<RedisCommands<String, String>, T> commands) {
        var end = System.nanoTime() + RETRY_LIMIT.toNanos();
        while (true) {
            try {
                return callOnce(commands);
            } catch (RedisException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Waits.sleep(Duration.ofMillis(20));
            }
        }
    }

    /** Runs commands one time only, without a retry after a failure. */
    synchronized <T> T callOnce(Function<RedisCommands<String, String>, T> commands) {
        try {
            return commands.apply(connect());
        } catch (RedisException e) {
            disconnect();
            throw e;
        }
    }

    private RedisCommands<String, String> connect() {
        var currentUri = uri.get();
        if (!currentUri.equals(connectedUri) || connection != null && !connection.isOpen()) {
            disconnect();
        }
        if (connection == null) {
            var address = RedisURI.create(currentUri);
            address.setTimeout(CALL_LIMIT);
            connection = client.connect(address);
            connectedUri = currentUri;
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
