package io.waitingroom.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.permit.Freshness;
import io.waitingroom.process.DaemonTimer;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.CachedRoom;
import io.waitingroom.status.RoomCache;
import io.waitingroom.status.SessionStatus;
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
 * The people who follow their sessions as a stream of events. Whoever waits is told from memory, whenever there is news of
 * the room; sessions that memory does not know are looked up. An open stream is a heartbeat as well.
 */
public final class EventStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** A reader that takes nothing for so long is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * A client that vanished without a word is not seen to be gone before TCP gives up, after a quarter of an hour, or never,
     * where a proxy keeps the connection. One that asks for the next stream is there.
     */
    public static final Duration LIFE = Duration.ofSeconds(45);

    private static final int BEATS_TO_RENEW_ALL = 10;

    private static final int MOST_POSITIONS_AT_ONCE = 500;
    private static final int MOST_HEARTBEATS_KNOWN = 200_000;

    private final Sessions sessions;
    private final RoomCache cache;
    private final StatusPermits permitting;
    private final int most;
    private final Duration life;
    private final Counter dropped;
    private final AtomicBoolean planned = new AtomicBoolean();
    private final Subscribers followers = new Subscribers();
    /** Those who are still to be told their positions in this round. */
    private Iterator<Subscriber> round = Collections.emptyIterator();
    /** Whoever comes after that is ended at once: nobody would end them later, and the server would wait for them. */
    private volatile boolean ended;
    /** When each session had its last one from here; outlives its streams, so that who reconnects costs no more. */
    private final Cache<SessionId, Long> heartbeats = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(1))
            .maximumSize(MOST_HEARTBEATS_KNOWN)
            .build();

    private final ScheduledExecutorService timer = DaemonTimer.named("event-streams");

    /**
     * @param most streams at once
     * @param life how long each of them lasts at most
     */
    public EventStreams(
            Sessions sessions,
            RoomCache cache,
            StatusPermits permitting,
            int most,
            Duration life,
            MeterRegistry metrics) {
        this.sessions = sessions;
        this.cache = cache;
        this.permitting = permitting;
        this.most = most;
        this.life = life;
        this.dropped = metrics.counter("waitingroom.http.streams.dropped");
        metrics.gauge("waitingroom.http.streams", followers, Subscribers::size);
        cache.addListener(news -> plan());
    }

    public EventStreams start() {
        timer.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    public boolean isFull() {
        return followers.size() >= most;
    }

    /** Follows a session until it has ended, its follower is gone or newer ones of the same session take the place. */
    public CompletableFuture<Void> follow(Subscriber follower) {
        follower.stream.begin();
        followers.add(follower).ifPresent(Subscriber::sendAway);
        var closed = follower.stream.closed().whenComplete((done, error) -> followers.remove(follower));
        if (ended) {
            follower.stream.end();
        }
        keepIfDue(follower);
        return closed;
    }

    private void plan() {
        if (followers.isEmpty() || timer.isShutdown()) {
            return;
        }
        cache.keepFresh();
        if (planned.compareAndSet(false, true)) {
            timer.execute(this::tellNews);
        }
    }

    // First whoever may have their turn, which takes no time to see. Positions are told to some at a
    // time: after a quiet while all are due at once, and the next turn must not wait for that.
    private void tellNews() {
        planned.set(false);
        var at = System.nanoTime();
        followers.forEach(follower -> {
            if (follower.waits() && sessions.position(follower.id).isEmpty()) {
                look(follower, at);
            }
        });
        tellPositions(at);
    }

    // Goes on where it stopped, so that everybody comes round.
    private void tellPositions(long at) {
        var cadence = cache.fresh().map(CachedRoom::cadence);
        for (int told = 0; told < MOST_POSITIONS_AT_ONCE && round.hasNext(); ) {
            told += followers.with(round.next(), follower -> tellPosition(follower, cadence, at)) ? 1 : 0;
        }
        if (round.hasNext()) {
            plan();
        } else {
            round = followers.iterator();
        }
    }

    private boolean tellPosition(Subscriber follower, Optional<Duration> cadence, long at) {
        var position = follower.waits() ? sessions.position(follower.id) : OptionalLong.empty();
        var due = position.isPresent() && follower.wantsPosition(position.getAsLong(), cadence, at);
        if (due) {
            look(follower, at);
        }
        return due;
    }

    private void look(Subscriber follower, long at) {
        if (follower.wantsLook(at)) {
            var asOf = follower.asOf();
            permitting
                    .addTo(follower.id, follower.binding, Freshness.LOOK, sessions.look(follower.id, asOf))
                    .whenComplete((found, error) -> looked(follower, asOf, found, error));
        }
    }

    private static void looked(Subscriber follower, String knowing, Optional<SessionStatus> found, Throwable error) {
        if (error != null) {
            follower.lookFailed();
        } else {
            found.ifPresentOrElse(now -> follower.tell(now, knowing), follower.stream::end);
        }
    }

    private void beat() {
        try {
            var at = System.nanoTime();
            var available = followers.isEmpty() || cache.fresh().isPresent();
            if (available) {
                renew(at);
            }
            followers.forEach(follower -> beat(follower, available, at));
        } catch (RuntimeException e) {
            log.error("Streams could not be looked after; they are again in a second", e);
        }
    }

    // Not while the next stream could not be had; after that, some at a time.
    private void renew(long at) {
        followers.stream()
                .filter(follower -> follower.hasLived(life, at))
                .limit(1 + followers.size() / BEATS_TO_RENEW_ALL)
                .forEach(Subscriber::askBack);
    }

    private void beat(Subscriber follower, boolean available, long at) {
        if (follower.stream.stuckFor() > PATIENCE.toNanos()) {
            dropped.increment();
            follower.stream.abort();
            return;
        }
        follower.sayAnything(available, at);
        if (available) {
            if (!follower.waits()) {
                look(follower, at);
            }
            keepIfDue(follower);
        }
    }

    private void keepIfDue(Subscriber follower) {
        var after = follower.cadence().toNanos();
        var now = System.nanoTime();
        var last = heartbeats.getIfPresent(follower.id);
        if (after == 0 || last != null && now - last < after) {
            return;
        }
        heartbeats.put(follower.id, now);
        var asOf = follower.asOf();
        permitting
                .addTo(follower.id, follower.binding, Freshness.LOOK, sessions.keepAlive(follower.id, asOf))
                .whenComplete((found, error) -> {
                    if (error != null) {
                        heartbeats.invalidate(follower.id);
                    }
                    looked(follower, asOf, found, error);
                });
    }

    /** Ends all streams: their clients connect again, to another server. Nobody waits for readers who do not take that. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        followers.forEach(follower -> follower.stream.end());
        timer.schedule(() -> followers.forEach(late -> late.stream.abort()), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        timer.shutdown();
    }
}
