package io.waitingroom.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waitingroom.process.Causes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Runs scripts in Redis over one connection, which {@link ConnectionKeeper} keeps open. While Redis is unavailable,
 * each call fails immediately. No call is queued for later, and no call is sent twice.
 */
public final class RedisLink implements AutoCloseable {
    /** The timeout of a call. It leaves an API server enough time to respond within 2 s. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);

    private static final int MAX_CALLS_IN_FLIGHT = 20_000;

    private final RedisClient client;
    private final ConnectionKeeper keeper;
    private final MeterRegistry metrics;

    /**
     * Creates a link. Calls fail until {@link #open} has connected to Redis.
     *
     * @param uri the address of Redis: redis://, rediss:// or redis-sentinel://, with user and password if needed
     * @param allowUnsafe whether a Redis that may evict sessions is accepted
     * @param metrics the registry that counts and times the calls
     */
    public RedisLink(RedisURI uri, boolean allowUnsafe, MeterRegistry metrics) {
        this.metrics = metrics;
        uri.setTimeout(CALL_TIMEOUT);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_CALLS_IN_FLIGHT)
                .timeoutOptions(TimeoutOptions.enabled(CALL_TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CALL_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
        keeper = new ConnectionKeeper(client, uri, allowUnsafe);
    }

    /**
     * Subscribes to a channel, starting with the next connection. The listener runs for each message, and also when
     * Redis becomes available again.
     */
    public RedisLink listen(String channel, Runnable listener) {
        return listen(channel, listener, () -> {});
    }

    /**
     * Subscribes to a channel, starting with the next connection.
     *
     * @param onMessage the callback for messages. It also runs when Redis becomes available again, because messages may
     *     have been missed
     * @param onConnection the callback for a new connection. It runs before the connection is used
     */
    public RedisLink listen(String channel, Runnable onMessage, Runnable onConnection) {
        keeper.listen(new ChannelListener(channel, onMessage, onConnection));
        return this;
    }

    /** Sets the sign of life that this link sends to Redis every 200 ms, starting with the next connection. */
    public RedisLink withSign(SignOfLife sign) {
        keeper.setSign(sign);
        return this;
    }

    /** Starts to connect to Redis. If an attempt fails, the link tries again, until it is closed. */
    public RedisLink open() {
        keeper.start();
        return this;
    }

    /** Returns the reason why Redis cannot be used now; empty if Redis can be used. */
    public Optional<String> trouble() {
        return keeper.trouble();
    }

    /**
     * Returns the reason why this build cannot read the room to which the link sends signs of life. Returns empty if
     * this build can read the room, or if this is not known.
     */
    public Optional<String> roomTrouble() {
        return keeper.roomTrouble();
    }

    /**
     * Returns the result of the first check of Redis: the reason why this Redis must not be used, or empty if it may be
     * used. The result is not complete before a Redis was reached and checked.
     */
    public CompletionStage<Optional<String>> firstVerdict() {
        return keeper.firstVerdict();
    }

    RedisClock clock() {
        return keeper.clock();
    }

    /**
     * Runs a script.
     *
     * @param key the key of the room's hash
     * @return the reply of the script, or a {@link RedisUnavailableException} if the call failed
     */
    CompletableFuture<Reply> call(Script script, String key, byte[]... arguments) {
        var timer = Timer.start(metrics);
        var sent = keeper.connection() != null;
        return run(script, key, arguments).handle((reply, error) -> {
            var outcome = error == null ? "ok" : sent ? "error" : "refused";
            timer.stop(metrics.timer("waitingroom.redis.calls", "script", script.label(), "outcome", outcome));
            if (error != null) {
                throw unavailable(error);
            }
            return reply;
        });
    }

    /** Runs a script with text arguments. */
    CompletableFuture<Reply> call(Script script, String key, String... arguments) {
        var bytes = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            bytes[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
        }
        return call(script, key, bytes);
    }

    /** Returns the value of a key in Redis. If the key has no value yet, the given value is set first. */
    CompletableFuture<String> getOrSet(String key, String value) {
        return get(key).thenCompose(present -> present.isPresent()
                ? CompletableFuture.completedFuture(present.get())
                : set(key, value).thenCompose(set -> get(key)).thenApply(Optional::orElseThrow));
    }

    private CompletableFuture<Optional<String>> get(String key) {
        return withConnection(connection -> connection
                .async()
                .get(key)
                .thenApply(bytes -> Optional.ofNullable(bytes).map(b -> new String(b, StandardCharsets.UTF_8)))
                .toCompletableFuture());
    }

    /** Returns the value of a field in a hash; empty if the field is not set. */
    CompletableFuture<Optional<String>> field(String key, String name) {
        return withConnection(connection -> connection
                .async()
                .hget(key, name)
                .thenApply(bytes -> Optional.ofNullable(bytes).map(b -> new String(b, StandardCharsets.UTF_8)))
                .toCompletableFuture());
    }

    private CompletableFuture<String> set(String key, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        return withConnection(connection ->
                connection.async().set(key, bytes, SetArgs.Builder.nx()).toCompletableFuture());
    }

    private CompletableFuture<Reply> run(Script script, String key, byte[][] arguments) {
        return withConnection(connection -> script.run(connection, new String[] {key}, arguments));
    }

    private <T> CompletableFuture<T> withConnection(
            Function<StatefulRedisConnection<String, byte[]>, CompletableFuture<T>> use) {
        var connection = keeper.connection();
        if (connection == null) {
            return CompletableFuture.failedFuture(
                    new RedisUnavailableException(trouble().orElse("no connection")));
        }
        try {
            return use.apply(connection);
        } catch (RuntimeException closing) {
            // lettuce throws while its client is being closed. A caller on a timer must see that as any other
            // failure.
            return CompletableFuture.failedFuture(closing);
        }
    }

    private static RedisUnavailableException unavailable(Throwable error) {
        var cause = Causes.of(error);
        return cause instanceof RedisUnavailableException known
                ? known
                : new RedisUnavailableException(cause.toString(), cause);
    }

    @Override
    public void close() {
        keeper.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
