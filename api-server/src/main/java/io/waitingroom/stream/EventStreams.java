package io.waitingroom.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.DaemonTimer;
import io.waitingroom.status.CachedRoom;
import io.waitingroom.status.RoomCache;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event streams of this server and their subscribers. If a session is certainly WAITING, its subscribers get the status from the cached
 * room, whenever a new snapshot arrives. The status of every other session is read from Redis. An open stream also renews the deadline of
 * its session, like heartbeats.
 */
public final class EventStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    /** The maximum time for which a client may accept no data. After this time the stream is aborted. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * The maximum lifetime of a stream. When a stream ends, the client requests the next stream, and so proves that it is still there. A
     * client may vanish without closing its connection. TCP alone detects this only after a quarter of an hour, or never if a proxy keeps
     * the connection open.
     */
    public static final Duration MAX_LIFETIME = Duration.ofSeconds(45);

    private static final int TICKS_TO_RENEW_ALL = 10;

    private static final int MAX_POSITIONS_PER_BATCH = 500;

    private final Sessions sessions;
    private final RoomCache cache;
    private final StatusUpdates updates;
    private final int maxStreams;
    private final Duration maxLifetime;
    private final Counter dropped;
    private final AtomicBoolean isUpdatePlanned = new AtomicBoolean();
    private final Subscribers subscribers = new Subscribers();
    /** The subscribers whose positions have not been checked in the current round yet. */
    private Iterator<Subscriber> round = Collections.emptyIterator();
    /**
     * Whether {@link #close} was called. A stream that is added after that must be ended at once. Otherwise nothing would end it, and the
     * shutdown would wait for it.
     */
    private volatile boolean ended;

    private final ScheduledExecutorService timer = DaemonTimer.named("event-streams");

    /**
     * Creates the set of streams, which is empty at first.
     *
     * @param maxStreams the maximum number of open streams
     * @param maxLifetime the maximum lifetime of a stream
     */
    public EventStreams(
            Sessions sessions,
            RoomCache cache,
            StatusPermits permits,
            int maxStreams,
            Duration maxLifetime,
            MeterRegistry metrics) {
        this.sessions = sessions;
        this.cache = cache;
        this.updates = new StatusUpdates(sessions, permits);
        this.maxStreams = maxStreams;
        this.maxLifetime = maxLifetime;
        this.dropped = metrics.counter("waitingroom.http.streams.dropped");
        metrics.gauge("waitingroom.http.streams", subscribers, Subscribers::size);
        cache.addListener(snapshot -> planUpdate());
    }

    public EventStreams start() {
        timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    public boolean isFull() {
        return subscribers.size() >= maxStreams;
    }

    /**
     * Streams the events of a session. The stream ends when the session has ended, when the client is gone, or when newer streams of the
     * same session replace it.
     *
     * @return a future that completes when the stream has ended
     */
    public CompletableFuture<Void> subscribe(Subscriber subscriber) {
        subscriber.stream.begin();
        subscribers.add(subscriber).ifPresent(Subscriber::evict);
        var closed = subscriber.stream.closed().whenComplete((done, error) -> subscribers.remove(subscriber));
        if (ended) {
            subscriber.stream.end();
        }
        updates.heartbeatIfDue(subscriber);
        return closed;
    }

    private void planUpdate() {
        if (subscribers.isEmpty() || timer.isShutdown()) {
            return;
        }
        cache.keepFresh();
        if (isUpdatePlanned.compareAndSet(false, true)) {
            timer.execute(this::update);
        }
    }

    // First the sessions that may have become ACTIVE, which are quick to find. Then positions, in batches: after a
    // quiet period all of them are due at once, and the next activations must not wait for that.
    private void update() {
        isUpdatePlanned.set(false);
        var now = System.nanoTime();
        subscribers.forEach(subscriber -> {
            if (subscriber.isWaiting() && sessions.position(subscriber.id).isEmpty()) {
                updates.refresh(subscriber, now);
            }
        });
        updatePositions(now);
    }

    // Continues after the subscriber where the last batch ended, so that all subscribers get their turn.
    private void updatePositions(long now) {
        var cadence = cache.fresh().map(CachedRoom::cadence);
        for (int updated = 0; updated < MAX_POSITIONS_PER_BATCH && round.hasNext(); ) {
            updated += subscribers.apply(round.next(), subscriber -> updatePosition(subscriber, cadence, now)) ? 1 : 0;
        }
        if (round.hasNext()) {
            planUpdate();
        } else {
            round = subscribers.iterator();
        }
    }

    private boolean updatePosition(Subscriber subscriber, Optional<Duration> cadence, long now) {
        var position = subscriber.isWaiting() ? sessions.position(subscriber.id) : OptionalLong.empty();
        var due = position.isPresent() && subscriber.isPositionDue(position.getAsLong(), cadence, now);
        if (due) {
            updates.refresh(subscriber, now);
        }
        return due;
    }

    private void tick() {
        try {
            var now = System.nanoTime();
            var available = subscribers.isEmpty() || cache.fresh().isPresent();
            if (available) {
                endOldStreams(now);
            }
            subscribers.forEach(subscriber -> tick(subscriber, available, now));
        } catch (RuntimeException e) {
            log.error("The check of the event streams failed; the next one is in a second", e);
        }
    }

    // Not while the room is unknown, since a client could not get its next stream then. After that, a share of them per
    // tick.
    private void endOldStreams(long now) {
        subscribers.stream()
                .filter(subscriber -> subscriber.isTooOld(maxLifetime, now))
                .limit(1 + subscribers.size() / TICKS_TO_RENEW_ALL)
                .forEach(Subscriber::requestReconnect);
    }

    private void tick(Subscriber subscriber, boolean available, long now) {
        if (subscriber.stream.blockedNanos() > WRITE_TIMEOUT.toNanos()) {
            dropped.increment();
            subscriber.stream.abort();
            return;
        }
        subscriber.keepAlive(available, now);
        if (available) {
            if (!subscriber.isWaiting()) {
                updates.refresh(subscriber, now);
            }
            updates.heartbeatIfDue(subscriber);
        }
    }

    /** Ends all streams, so that their clients reconnect to another server. Aborts the streams that have not ended after one second. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        subscribers.forEach(subscriber -> subscriber.stream.end());
        timer.schedule(() -> subscribers.forEach(late -> late.stream.abort()), TICK.toMillis(), TimeUnit.MILLISECONDS);
        timer.shutdown();
    }
}
