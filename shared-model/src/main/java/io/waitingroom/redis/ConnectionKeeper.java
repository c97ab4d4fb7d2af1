package io.waitingroom.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.waitingroom.process.Causes;
import io.waitingroom.process.DaemonTimer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to a Redis that accepts writes. Each beat asks it for a pulse, or connects anew; a connection
 * that is silent, closed or leads to a server that is not (or no longer) the primary is dropped, so that the next beat
 * finds the one that is.
 */
final class ConnectionKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConnectionKeeper.class);
    private static final String NOT_TRIED = "not connected yet";
    private static final Duration BEAT = Duration.ofMillis(200);
    /** A beat that asks the Sentinels as well, where there are any, comes once in so many. */
    private static final int BEATS_PER_SEARCH = 5;

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final RedisClient client;
    private final PrimaryFinder finder;
    private final boolean allowUnsafe;
    private final RedisClock clock = new RedisClock();
    private final Pulse pulse = new Pulse(clock);
    private final CompletableFuture<Optional<String>> firstVerdict = new CompletableFuture<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ScheduledExecutorService beats = DaemonTimer.named("redis-beat");

    private String channel;
    private Runnable listener = () -> {};
    private Runnable connected = () -> {};
    private volatile StatefulRedisConnection<String, byte[]> connection;
    private RedisURI primary;
    private int beatsSinceSearch;
    private volatile String trouble = NOT_TRIED;
    private List<String> warned = List.of();

    ConnectionKeeper(RedisClient client, RedisURI uri, boolean allowUnsafe) {
        this.client = client;
        this.finder = new PrimaryFinder(client, uri);
        this.allowUnsafe = allowUnsafe;
    }

    void listen(String onChannel, Runnable onMessage, Runnable onConnection) {
        channel = onChannel;
        listener = onMessage;
        connected = onConnection;
    }

    void give(SignOfLife sign) {
        pulse.give(sign);
    }

    void start() {
        beats.scheduleWithFixedDelay(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A connection that can be used, or null. */
    StatefulRedisConnection<String, byte[]> connection() {
        var current = connection;
        return trouble == null && current != null && current.isOpen() ? current : null;
    }

    Optional<String> roomTrouble() {
        return pulse.roomTrouble();
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    CompletionStage<Optional<String>> firstVerdict() {
        return firstVerdict;
    }

    RedisClock clock() {
        return clock;
    }

    private void beat() {
        if (busy.compareAndSet(false, true)) {
            work().whenComplete(this::note).whenComplete((done, error) -> busy.set(false));
        }
    }

    private void note(Void done, Throwable error) {
        if (error == null) {
            recovered();
        } else {
            failed(Causes.of(error));
        }
    }

    private CompletableFuture<Void> work() {
        try {
            var current = connection;
            return current == null ? connect() : pulse.send(current).thenCompose(alive -> requirePrimary());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    // Whole or not at all: one that was not judged, or does not listen, must not pass for a good one later.
    private CompletableFuture<Void> connect() {
        return finder.find()
                .thenCompose(address -> dial(address)
                        .thenCompose(fresh -> judge(fresh)
                                .thenCompose(fit -> subscribe(fresh))
                                .thenCompose(listening -> pulse.send(fresh))
                                .whenComplete((done, error) -> {
                                    if (error == null) {
                                        primary = address;
                                        tell(connected);
                                        connection = fresh;
                                    } else {
                                        fresh.closeAsync();
                                    }
                                })));
    }

    private CompletableFuture<? extends StatefulRedisConnection<String, byte[]>> dial(RedisURI address) {
        return channel == null
                ? client.connectAsync(CODEC, address).toCompletableFuture()
                : client.connectPubSubAsync(CODEC, address).toCompletableFuture();
    }

    // That no Sentinel answers is no reason to leave a primary that does.
    private CompletableFuture<Void> requirePrimary() {
        if (!finder.mayMove() || ++beatsSinceSearch < BEATS_PER_SEARCH) {
            return CompletableFuture.completedFuture(null);
        }
        beatsSinceSearch = 0;
        return finder.find().exceptionally(noSentinel -> primary).thenAccept(address -> {
            if (address.getPort() != primary.getPort() || !address.getHost().equals(primary.getHost())) {
                throw new RedisUnavailableException("the primary is another one now");
            }
        });
    }

    private CompletableFuture<Void> judge(StatefulRedisConnection<String, byte[]> fresh) {
        return fresh.async()
                .info()
                .thenApply(info -> RedisRequirements.judge(info, allowUnsafe))
                .toCompletableFuture()
                .exceptionallyCompose(ConnectionKeeper::unknownIfForbidden)
                .thenAccept(verdict -> {
                    warn(verdict.warnings());
                    verdict.refusals().stream().findFirst().ifPresent(reason -> {
                        throw new UnfitRedisException(reason);
                    });
                });
    }

    private static CompletableFuture<RedisRequirements.Verdict> unknownIfForbidden(Throwable error) {
        var reason = String.valueOf(reason(error));
        return reason.contains("NOPERM") || reason.contains("unknown command")
                ? CompletableFuture.completedFuture(RedisRequirements.unknown(reason))
                : CompletableFuture.failedFuture(error);
    }

    private void warn(List<String> warnings) {
        if (!warnings.equals(warned)) {
            warnings.forEach(warning -> log.warn("Redis: {}", warning));
            warned = warnings;
        }
    }

    private CompletionStage<Void> subscribe(StatefulRedisConnection<String, byte[]> fresh) {
        if (!(fresh instanceof StatefulRedisPubSubConnection<String, byte[]> listening)) {
            return CompletableFuture.completedFuture(null);
        }
        listening.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, byte[] message) {
                tell(listener);
            }
        });
        return listening.async().subscribe(channel);
    }

    private void recovered() {
        if (trouble != null) {
            log.info("Redis is there");
            trouble = null;
            firstVerdict.complete(Optional.empty());
            tell(listener);
        }
    }

    // What goes wrong with whoever listens is no trouble with Redis.
    private static void tell(Runnable someone) {
        try {
            someone.run();
        } catch (RuntimeException e) {
            log.error("A listener of the connection to Redis failed", e);
        }
    }

    // A server that answers with an error is there and may get well; anything else needs a new connection.
    private void failed(Throwable error) {
        if (beats.isShutdown()) {
            return;
        }
        var reason = reason(error);
        if (trouble == null
                || trouble.equals(NOT_TRIED)
                || error instanceof UnfitRedisException && !reason.equals(trouble)) {
            log.warn("Redis {}: {}", error instanceof UnfitRedisException ? "cannot be used" : "is away", reason);
        }
        trouble = reason;
        if (error instanceof UnfitRedisException) {
            firstVerdict.complete(Optional.of(reason));
        }
        var answered = error instanceof RedisCommandExecutionException && !isNoPrimary(error);
        if (!answered) {
            drop();
        }
    }

    // A primary that wants replicas and is cut off from them has most likely been replaced, as has one that is
    // read-only.
    private static boolean isNoPrimary(Throwable error) {
        return error instanceof RedisReadOnlyException || reason(error).startsWith("NOREPLICAS");
    }

    // lettuce says that it could not connect; why (a wrong password, say) is in the cause.
    private static String reason(Throwable error) {
        var root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = error.getMessage() == null ? error.toString() : error.getMessage();
        return root == error
                ? message
                : message + " (" + Objects.requireNonNullElse(root.getMessage(), root.toString()) + ")";
    }

    private void drop() {
        var current = connection;
        connection = null;
        if (current != null) {
            current.closeAsync();
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
        drop();
    }

    private static final class UnfitRedisException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnfitRedisException(String reason) {
            super(reason);
        }
    }
}
