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
 * Runs scripts in Redis over one connection, which {@link ConnectionKeeper} keeps alive. While Redis is unavailable
 * each call fails at once. No call is queued for later, and no call is sent twice.
 */
public final class RedisLink implements AutoCloseable {
    /** The timeout of a call. It leaves an API server enough time to respond within 2 s. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);

    private static final int MAX_CALLS_IN_FLIGHT = 20_000;

    private final RedisClient client;
    private final ConnectionKeeper keeper;
    private final MeterRegistry metrics;

    /**
     * Creates a link, which is down until {@link #open} has connected to Redis.
     *
     * @param uri redis://, rediss:// or redis-sentinel://, with user and password if needed
     * @param allowUnsafe whether to accept a Redis that may evict sessions
     * @param metrics counts and times the calls
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
     * Subscribes to a channel from the next connection on. The listener also runs whenever Redis is available again.
     */
    public RedisLink listen(String channel, Runnable listener) {
        return listen(channel, listener, () -> {});
    }

    /**
     * Subscribes to a channel from the next connection on.
     *
     * @param onMessage runs for each message, and when Redis is available again, because messages may have been missed
     * @param onConnection runs before a new connection is used
     */
    public RedisLink listen(String channel, Runnable onMessage, Runnable onConnection) {
        keeper.listen(new ChannelListener(channel, onMessage, onConnection));
        return this;
    }

    /** Sends a sign of life with each beat, from the next connection on. */
    public RedisLink withSign(SignOfLife sign) {
        keeper.setSign(sign);
        return this;
    }

    /** Starts to connect. Retries until closed. */
    public RedisLink open() {
        keeper.start();
        return this;
    }

    /** Returns why Redis cannot be used now; empty if it can. */
    public Optional<String> trouble() {
        return keeper.trouble();
    }

    /**
     * Returns why this build cannot read the room to which it sends signs of life; empty if it can, or if that is not
     * known.
     */
    public Optional<String> roomTrouble() {
        return keeper.roomTrouble();
    }

    /**
     * Returns the result of the first completed check of Redis: the reason why this Redis must not be used, or empty if it may be used.
     * Stays incomplete until a Redis can be reached.
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
     * @param key the room's hash
     * @return the reply, or a {@link RedisUnavailableException}
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

    /** Shares a value through Redis: returns the present value, or sets this one if there is none. */
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

    /** Reads a field of a hash; empty if it is not set. */
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
