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
 * Carries scripts to Redis over one connection that {@link ConnectionKeeper} keeps alive. While Redis is away every
 * call is refused at once, nothing is queued for later and nothing is sent twice.
 */
public final class RedisLink implements AutoCloseable {
    /** How long a call waits for its reply. Leaves an API server time to answer within 2 s. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);

    private static final int MOST_CALLS_UNDER_WAY = 20_000;

    private final RedisClient client;
    private final ConnectionKeeper keeper;
    private final MeterRegistry metrics;

    /**
     * A link that is down until {@link #open} has reached Redis.
     *
     * @param uri redis://, rediss:// or redis-sentinel://, with user and password if need be
     * @param allowUnsafe whether a Redis that may delete people is put up with
     * @param metrics counts and times the calls
     */
    public RedisLink(RedisURI uri, boolean allowUnsafe, MeterRegistry metrics) {
        this.metrics = metrics;
        uri.setTimeout(CALL_TIMEOUT);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_CALLS_UNDER_WAY)
                .timeoutOptions(TimeoutOptions.enabled(CALL_TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CALL_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
        keeper = new ConnectionKeeper(client, uri, allowUnsafe);
    }

    /** Listens on a channel from the next connection on. The listener also runs whenever Redis is there again. */
    public RedisLink listen(String channel, Runnable listener) {
        return listen(channel, listener, () -> {});
    }

    /**
     * Listens on a channel from the next connection on.
     *
     * @param onMessage runs with each message, and when Redis is there again, since messages may have been missed
     * @param onConnection runs before a new connection is used
     */
    public RedisLink listen(String channel, Runnable onMessage, Runnable onConnection) {
        keeper.listen(new ChannelListener(channel, onMessage, onConnection));
        return this;
    }

    /** Gives a sign of life with each beat, from the next connection on. */
    public RedisLink withSign(SignOfLife sign) {
        keeper.give(sign);
        return this;
    }

    /** Begins to connect, and goes on until closed. */
    public RedisLink open() {
        keeper.start();
        return this;
    }

    /** Why Redis cannot be used at the moment, or empty where it can. */
    public Optional<String> trouble() {
        return keeper.trouble();
    }

    /** Why this build cannot read the room that it gives a sign of life to, or empty where it can or nobody knows. */
    public Optional<String> roomTrouble() {
        return keeper.roomTrouble();
    }

    /** Completes, once, with the reason for which the first Redis that was reached must not be used, if it must not. */
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
     * @return its reply, or a {@link RedisUnavailableException}
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

    /** {@link #call} with text for arguments. */
    CompletableFuture<Reply> call(Script script, String key, String... arguments) {
        var bytes = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            bytes[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
        }
        return call(script, key, bytes);
    }

    /** Shares a value through Redis: the one that is there, else this one. */
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

    /** A field of a hash, if Redis has it. */
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
        } catch (RuntimeException refusedUnsent) {
            // Whatever a client that is just being closed throws; a caller on a timer must see it as any other failure.
            return CompletableFuture.failedFuture(refusedUnsent);
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
