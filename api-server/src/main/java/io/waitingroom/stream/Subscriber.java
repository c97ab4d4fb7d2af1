package io.waitingroom.stream;

import io.waitingroom.http.Json;
import io.waitingroom.permit.Binding;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.status.SessionBody;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.SessionStatus.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A subscriber of a session's events: the last status that was sent, and when the next one is due. */
public final class Subscriber {
    private static final Duration POSITION_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REFRESH_INTERVAL = Duration.ofMillis(900);
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(15);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNAVAILABLE = "event: unavailable\ndata: {}\n\n".getBytes(StandardCharsets.US_ASCII);
    /** Makes the client reconnect after one second. Its next stream sets the regular delay again. */
    private static final byte[] RETRY_SOON = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final double MIN_LIFETIME_SHARE = 0.75;
    /** The reconnect delay, ms. It is close to the defaults of browsers, but the same for all clients. */
    private static final int RETRY_MILLIS = 3000;
    /** The minimum reconnect delay, ms, of a client that reconnects although its stream was evicted. The maximum is twice as long. */
    private static final int MIN_RETRY_EVICTED_MILLIS = 300_000;

    final SessionId id;
    final Binding binding;
    final EventStream stream;
    private final String text;
    private final long startedAt = System.nanoTime();
    /** The share of the maximum lifetime that this stream lives. Jitter: clients that came together must not reconnect together. */
    private final double lifetimeShare = MIN_LIFETIME_SHARE
            + (1 - MIN_LIFETIME_SHARE) * ThreadLocalRandom.current().nextDouble();

    private SessionStatus lastSent;
    private boolean unavailable;
    private long statusSentAt;
    private long anythingSentAt;
    private long refreshedAt;
    private boolean refreshing;

    /**
     * @param text the session's id as its holder knows it
     * @param binding the client that gets the permits
     * @param status the first status to send
     */
    public Subscriber(SessionId id, String text, Binding binding, EventStream stream, SessionStatus status) {
        this.id = id;
        this.binding = binding;
        this.text = text;
        this.stream = stream;
        refreshedAt = System.nanoTime();
        send(status, "retry: " + RETRY_MILLIS + "\n");
    }

    /** Returns the version of the status that was sent last. */
    synchronized String asOf() {
        return lastSent.asOf();
    }

    synchronized boolean isWaiting() {
        return lastSent.state() == SessionState.WAITING;
    }

    /** Returns the time between heartbeats; zero for a session that has ended. */
    synchronized Duration cadence() {
        return lastSent.cadence().orElse(Duration.ZERO);
    }

    /**
     * Sends the session's status if it has changed.
     *
     * @param asOfBefore version of the status that had been sent when this one was requested
     */
    synchronized void update(SessionStatus status, String asOfBefore) {
        refreshing = false;
        refreshedAt = System.nanoTime();
        var isOutdated = !asOfBefore.equals(lastSent.asOf()) && status.asOf().compareTo(lastSent.asOf()) < 0;
        if (!isOutdated && isChanged(status)) {
            send(status, "");
        }
    }

    private boolean isChanged(SessionStatus status) {
        return unavailable
                || lastSent.state() != status.state()
                || lastSent.lacksPermit() && !status.lacksPermit()
                || !lastSent.cadence().equals(status.cadence())
                || !lastSent.place().map(Place::position).equals(status.place().map(Place::position));
    }

    private void send(SessionStatus status, String head) {
        lastSent = status;
        unavailable = false;
        statusSentAt = refreshedAt;
        anythingSentAt = refreshedAt;
        var view =
                new String(Json.write(SessionBody.of(text, RoomKeys.DEFAULT.name(), status)), StandardCharsets.UTF_8);
        var event = (head + "id: " + status.asOf() + "\ndata: " + view + "\n\n").getBytes(StandardCharsets.UTF_8);
        if (status.state().isFinal()) {
            stream.sendLast(event);
        } else {
            stream.send(event);
        }
    }

    /**
     * Whether a position is due: the position or the pace of heartbeats has changed, and a second has passed.
     *
     * @param cadence time between heartbeats of WAITING sessions, if it is known
     */
    synchronized boolean isPositionDue(long position, Optional<Duration> cadence, long now) {
        var isChanged =
                lastSent.place().map(place -> place.position() != position).orElse(true)
                        || cadence.isPresent() && !lastSent.cadence().equals(cadence);
        return unavailable || isChanged && now - statusSentAt >= POSITION_INTERVAL.toNanos();
    }

    /** Ends the stream for good. A client that reconnects nevertheless is told to do so much later. */
    void evict() {
        var retry = MIN_RETRY_EVICTED_MILLIS + ThreadLocalRandom.current().nextInt(MIN_RETRY_EVICTED_MILLIS);
        stream.sendLast(("retry: " + retry + "\nevent: poll\ndata: {}\n\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Starts a refresh of the status. Returns false if one is running already, or if the last refresh of a session that is not WAITING
     * was too recent.
     */
    synchronized boolean tryStartRefresh(long now) {
        if (refreshing || !isWaiting() && now - refreshedAt < REFRESH_INTERVAL.toNanos()) {
            return false;
        }
        refreshing = true;
        return true;
    }

    boolean isTooOld(Duration maxLifetime, long now) {
        return now - startedAt >= maxLifetime.toNanos() * lifetimeShare;
    }

    /** Ends the stream and makes the client reconnect soon. */
    void requestReconnect() {
        stream.sendIfIdle(RETRY_SOON);
        stream.end();
    }

    /** Ends a refresh that failed. The next one may follow, though not at once. */
    synchronized void refreshFailed() {
        refreshing = false;
        refreshedAt = System.nanoTime();
    }

    /**
     * Sends the event {@code unavailable} once the room becomes unknown, or a comment after a silent period. Proxies and browsers take
     * a connection that is silent for long for a dead one.
     */
    synchronized void keepAlive(boolean available, long now) {
        if (!available && !unavailable) {
            unavailable = true;
            anythingSentAt = now;
            stream.sendIfIdle(UNAVAILABLE);
        } else if (now - anythingSentAt >= KEEP_ALIVE_INTERVAL.toNanos()) {
            anythingSentAt = now;
            stream.sendIfIdle(COMMENT);
        }
    }
}
