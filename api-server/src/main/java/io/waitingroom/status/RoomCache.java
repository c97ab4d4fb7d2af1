package io.waitingroom.status;

import io.waitingroom.process.DaemonTimer;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisSnapshots;
import io.waitingroom.redis.RoomKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Caches the latest snapshot of the room and refreshes it four times a second. So the load on Redis does not depend on the number of
 * clients. The cache refreshes sooner if Redis announces a grant or a caller needs a newer snapshot, but at most about sixteen times a
 * second. While no caller uses the cache, it reads nothing.
 */
public final class RoomCache implements AutoCloseable {
    /** The maximum age of a snapshot that is used for responses. */
    static final Duration MAX_AGE = Duration.ofMillis(500);

    private static final Duration PERIOD = Duration.ofMillis(250);

    private final RedisSnapshots snapshots;
    private final int maxPollsPerSecond;
    private final List<Consumer<CachedRoom>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = DaemonTimer.named("room-watch");

    private volatile CachedRoom latest;
    private volatile boolean isUsed;
    private volatile int connectionCount;
    /**
     * The number of the connection to Redis through which the latest snapshot came. When a new connection opens, Redis may have lost data
     * that this snapshot contains.
     */
    private int latestConnection;

    private List<CompletableFuture<Optional<CachedRoom>>> pending = new ArrayList<>();
    private boolean isScheduled;
    private boolean isRefreshing;
    private final RefreshPace pace = new RefreshPace(System::nanoTime);

    /**
     * Creates a cache that does not refresh yet.
     *
     * @param maxPollsPerSecond the maximum number of polls per second of all WAITING sessions, at all servers together
     */
    public RoomCache(RedisLink redis, RoomKeys keys, int maxPollsPerSecond) {
        this.snapshots = new RedisSnapshots(redis, keys);
        this.maxPollsPerSecond = maxPollsPerSecond;
        redis.listen(keys.granted(), this::onGrant, this::onConnect);
    }

    /** Starts the periodic refresh. */
    public RoomCache start() {
        timer.scheduleAtFixedRate(this::refreshIfUsed, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Adds a listener. The listener is called with each new snapshot. */
    public void addListener(Consumer<CachedRoom> listener) {
        listeners.add(listener);
    }

    /** Returns the latest snapshot; empty if there is no snapshot or the latest one is too old to use. */
    public Optional<CachedRoom> fresh() {
        keepFresh();
        var newest = latest;
        return newest != null && isFresh(newest) ? Optional.of(newest) : Optional.empty();
    }

    /**
     * Tells the cache that a caller uses it, so that the cache reads the room at least one more time. Many threads call this method, and a
     * write to a shared field is expensive. So the method writes the field only if the value changes.
     */
    public void keepFresh() {
        if (!isUsed) {
            isUsed = true;
        }
    }

    /** Returns the latest snapshot, or waits for the next snapshot if the latest one is too old. Returns empty if there is no room. */
    public CompletableFuture<Optional<CachedRoom>> current() {
        var fresh = fresh();
        return fresh.isPresent() ? CompletableFuture.completedFuture(fresh) : next();
    }

    private static boolean isFresh(CachedRoom newest) {
        return System.nanoTime() - newest.requestedAt() <= MAX_AGE.toNanos();
    }

    /** Requests a new snapshot and returns it. It is read from Redis after this call. Returns empty if there is no room. */
    CompletableFuture<Optional<CachedRoom>> next() {
        keepFresh();
        var result = new CompletableFuture<Optional<CachedRoom>>();
        synchronized (this) {
            pending.add(result);
        }
        schedule();
        return result;
    }

    /** Returns the thread that requests snapshots. Other classes may schedule tasks on this thread if the tasks do not block. */
    ScheduledExecutorService timer() {
        return timer;
    }

    private void onGrant() {
        var newest = latest;
        if (newest != null && isFresh(newest)) {
            schedule();
        }
    }

    // Only the thread that maintains the connection calls this, so the increment is safe.
    private void onConnect() {
        connectionCount++;
    }

    private void refreshIfUsed() {
        if (isUsed) {
            isUsed = false;
            schedule();
        }
    }

    private synchronized void schedule() {
        if (isScheduled || isRefreshing || timer.isShutdown()) {
            return;
        }
        isScheduled = true;
        timer.schedule(this::refresh, pace.delayNanos(), TimeUnit.NANOSECONDS);
    }

    private void refresh() {
        long requestedAt;
        List<CompletableFuture<Optional<CachedRoom>>> served;
        synchronized (this) {
            isScheduled = false;
            isRefreshing = true;
            requestedAt = pace.begin();
            served = pending;
            pending = new ArrayList<>();
        }
        var connection = connectionCount;
        var last = Optional.ofNullable(latest)
                .filter(room -> connection == latestConnection)
                .map(CachedRoom::snapshot);
        snapshots
                .read(last)
                .thenApply(
                        room -> room.map(snapshot -> CachedRoom.of(snapshot, requestedAt, latest, maxPollsPerSecond)))
                .whenComplete((room, error) -> {
                    if (error == null) {
                        latestConnection = connection;
                        latest = room.orElse(null);
                    }
                    finish(served, room, error);
                });
    }

    private void finish(
            List<CompletableFuture<Optional<CachedRoom>>> served, Optional<CachedRoom> room, Throwable error) {
        boolean hasPending;
        synchronized (this) {
            isRefreshing = false;
            hasPending = !pending.isEmpty();
        }
        if (hasPending) {
            schedule();
        }
        served.forEach(result -> {
            if (error == null) {
                result.complete(room);
            } else {
                result.completeExceptionally(error);
            }
        });
        if (error == null) {
            room.ifPresent(newest -> listeners.forEach(listener -> listener.accept(newest)));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
