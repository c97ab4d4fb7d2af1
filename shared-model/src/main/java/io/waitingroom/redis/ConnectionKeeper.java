package io.waitingroom.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.waitingroom.process.Causes;
import io.waitingroom.process.DaemonTimer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to a Redis that accepts writes. Every 200 ms it does one beat: it sends a {@link Pulse} over the
 * connection, or connects again if there is no connection. It closes the connection if Redis does not reply, if the
 * connection is broken, or if the server is not the primary. The next beat then finds the primary and connects to it.
 */
final class ConnectionKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConnectionKeeper.class);
    private static final String NOT_CONNECTED_YET = "not connected yet";
    private static final Duration BEAT = Duration.ofMillis(200);
    /**
     * If Sentinels are configured, one beat out of this many beats also asks the Sentinels for the primary.
     */
    private static final int BEATS_PER_SEARCH = 5;

    private final PrimaryFinder finder;
    private final Dialler dialler;
    private final RedisClock clock = new RedisClock();
    private final Pulse pulse = new Pulse(clock);
    private final CompletableFuture<Optional<String>> firstVerdict = new CompletableFuture<>();
    private final AtomicBoolean beatInFlight = new AtomicBoolean();
    private final ScheduledExecutorService beats = DaemonTimer.named("redis-beat");

    private volatile StatefulRedisConnection<String, byte[]> connection;
    private RedisURI primary;
    private int beatsSinceSearch;
    private volatile String trouble = NOT_CONNECTED_YET;

    ConnectionKeeper(RedisClient client, RedisURI uri, boolean allowUnsafe) {
        finder = new PrimaryFinder(client, uri);
        dialler = new Dialler(client, new FitnessCheck(allowUnsafe), pulse);
    }

    void listen(ChannelListener listener) {
        dialler.listen(listener);
    }

    void setSign(SignOfLife sign) {
        pulse.setSign(sign);
    }

    void start() {
        beats.scheduleWithFixedDelay(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the connection if it can be used; otherwise null. */
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
        if (beatInFlight.compareAndSet(false, true)) {
            sendBeat().whenComplete(this::onBeatDone).whenComplete((done, error) -> beatInFlight.set(false));
        }
    }

    private void onBeatDone(Void done, Throwable error) {
        if (error == null) {
            recovered();
        } else {
            failed(Causes.of(error));
        }
    }

    private CompletableFuture<Void> sendBeat() {
        try {
            var current = connection;
            return current == null ? connect() : pulse.send(current).thenCompose(alive -> checkPrimary());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Void> connect() {
        return finder.find()
                .thenCompose(address -> dialler.dial(address).thenAccept(opened -> {
                    primary = address;
                    dialler.listener().notifyConnection();
                    connection = opened;
                }));
    }

    // A primary that answers is kept, even if no Sentinel does.
    private CompletableFuture<Void> checkPrimary() {
        if (!finder.usesSentinels() || ++beatsSinceSearch < BEATS_PER_SEARCH) {
            return CompletableFuture.completedFuture(null);
        }
        beatsSinceSearch = 0;
        return finder.find().exceptionally(noSentinel -> primary).thenAccept(address -> {
            if (address.getPort() != primary.getPort() || !address.getHost().equals(primary.getHost())) {
                throw new RedisUnavailableException("the primary is another one now");
            }
        });
    }

    private void recovered() {
        if (trouble != null) {
            log.info("Redis is available");
            trouble = null;
            firstVerdict.complete(Optional.empty());
            dialler.listener().notifyMessage();
        }
    }

    // A server that replies with an error is reachable and may recover. Any other error needs a new connection.
    private void failed(Throwable error) {
        if (beats.isShutdown()) {
            return;
        }
        var reason = Failures.reason(error);
        if (trouble == null
                || trouble.equals(NOT_CONNECTED_YET)
                || error instanceof UnfitRedisException && !reason.equals(trouble)) {
            log.warn("Redis {}: {}", error instanceof UnfitRedisException ? "cannot be used" : "is away", reason);
        }
        trouble = reason;
        if (error instanceof UnfitRedisException) {
            firstVerdict.complete(Optional.of(reason));
        }
        var answered = error instanceof RedisCommandExecutionException && !Failures.isNotPrimary(error);
        if (!answered) {
            drop();
        }
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
}
