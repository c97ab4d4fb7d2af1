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
 * Keeps a snapshot of the room, so that however many people ask, Redis is asked the same few times a second: four, and
 * sooner where grants were announced or somebody needs a newer one, but at most twenty. Asks nothing while nobody does.
 */
public final class RoomCache implements AutoCloseable {
    /** What is older is not shown to anybody. */
    static final Duration OLDEST = Duration.ofMillis(500);

    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(60);
    /** Some may follow each other at once: who joins, and is granted the moment after, learns of both without delay. */
    private static final Duration AHEAD = SHORTEST_PERIOD.multipliedBy(2);

    private final RedisSnapshots snapshots;
    private final int maxPollsPerSecond;
    private final List<Consumer<CachedRoom>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = DaemonTimer.named("room-watch");

    private volatile CachedRoom seen;
    private volatile boolean wanted;
    private volatile int connections;
    /** Through which connection the newest snapshot came: behind another one, Redis may have lost what it had told. */
    private int seenThrough;

    private List<CompletableFuture<Optional<CachedRoom>>> waiting = new ArrayList<>();
    private boolean planned;
    private boolean underWay;
    /** When the next read would be due, if they came evenly. */
    private long due = System.nanoTime();

    /** @param maxPollsPerSecond of all who wait, whichever servers they ask */
    public RoomCache(RedisLink redis, RoomKeys keys, int maxPollsPerSecond) {
        this.snapshots = new RedisSnapshots(redis, keys);
        this.maxPollsPerSecond = maxPollsPerSecond;
        redis.listen(keys.granted(), this::announced, this::connected);
    }

    /** Begins to watch. */
    public RoomCache start() {
        timer.scheduleAtFixedRate(this::refreshIfWanted, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Calls a listener with each new snapshot. */
    public void onNews(Consumer<CachedRoom> listener) {
        listeners.add(listener);
    }

    /** The newest snapshot; empty where there is none that may still be shown. */
    public Optional<CachedRoom> fresh() {
        want();
        var newest = seen;
        return newest != null && isFresh(newest) ? Optional.of(newest) : Optional.empty();
    }

    /** Somebody cares: the room is read at least once more. Looks first, since writing is what costs many threads dear. */
    public void want() {
        if (!wanted) {
            wanted = true;
        }
    }

    /** The room as it is: a snapshot that may be shown, or the next one; empty where there is no room. */
    public CompletableFuture<Optional<CachedRoom>> current() {
        var fresh = fresh();
        return fresh.isPresent() ? CompletableFuture.completedFuture(fresh) : next();
    }

    private static boolean isFresh(CachedRoom newest) {
        return System.nanoTime() - newest.asked() <= OLDEST.toNanos();
    }

    /** A snapshot that is read after this was asked for; empty where there is no room. */
    CompletableFuture<Optional<CachedRoom>> next() {
        want();
        var answer = new CompletableFuture<Optional<CachedRoom>>();
        synchronized (this) {
            waiting.add(answer);
        }
        plan();
        return answer;
    }

    /** The thread that asks for snapshots, for what else is to be done later and waits for nothing. */
    ScheduledExecutorService timer() {
        return timer;
    }

    private void announced() {
        var newest = seen;
        if (newest != null && isFresh(newest)) {
            plan();
        }
    }

    // From the thread that keeps the connection, and nowhere else.
    private void connected() {
        connections++;
    }

    private void refreshIfWanted() {
        if (wanted) {
            wanted = false;
            plan();
        }
    }

    private synchronized void plan() {
        if (planned || underWay || timer.isShutdown()) {
            return;
        }
        planned = true;
        var pause = due - AHEAD.toNanos() - System.nanoTime();
        timer.schedule(this::refresh, Math.max(0, pause), TimeUnit.NANOSECONDS);
    }

    private void refresh() {
        var asked = System.nanoTime();
        List<CompletableFuture<Optional<CachedRoom>>> served;
        synchronized (this) {
            planned = false;
            underWay = true;
            due = asked + Math.max(due - asked, 0) + SHORTEST_PERIOD.toNanos();
            served = waiting;
            waiting = new ArrayList<>();
        }
        var through = connections;
        var known =
                Optional.ofNullable(seen).filter(last -> through == seenThrough).map(CachedRoom::snapshot);
        snapshots
                .read(known)
                .thenApply(room -> room.map(snapshot -> CachedRoom.of(snapshot, asked, seen, maxPollsPerSecond)))
                .whenComplete((room, error) -> {
                    if (error == null) {
                        seenThrough = through;
                        seen = room.orElse(null);
                    }
                    finish(served, room, error);
                });
    }

    private void finish(
            List<CompletableFuture<Optional<CachedRoom>>> served, Optional<CachedRoom> room, Throwable error) {
        boolean more;
        synchronized (this) {
            underWay = false;
            more = !waiting.isEmpty();
        }
        if (more) {
            plan();
        }
        served.forEach(answer -> {
            if (error == null) {
                answer.complete(room);
            } else {
                answer.completeExceptionally(error);
            }
        });
        if (error == null) {
            room.ifPresent(news -> listeners.forEach(listener -> listener.accept(news)));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
