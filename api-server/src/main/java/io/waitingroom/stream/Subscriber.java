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

/**
 * A client that gets the events of a session over a stream. The subscriber remembers which status was sent last, and decides when the next
 * status is due.
 */
public final class Subscriber {
    private static final Duration POSITION_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REFRESH_INTERVAL = Duration.ofMillis(900);
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(15);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNAVAILABLE = "event: unavailable\ndata: {}\n\n".getBytes(StandardCharsets.US_ASCII);
    /** A message that makes the client reconnect after one second. The next stream sets the regular delay again. */
    private static final byte[] RETRY_SOON = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final double MIN_LIFETIME_SHARE = 0.75;
    /**
     * The regular delay, in ms, before a client reconnects. It is close to the default delays of browsers, but the same for all clients.
     */
    private static final int RETRY_MILLIS = 3000;
    /**
     * The minimum delay, in ms, before a client reconnects after its stream was evicted. The maximum delay is twice as long. The client
     * should not reconnect at all.
     */
    private static final int MIN_RETRY_EVICTED_MILLIS = 300_000;

    final SessionId id;
    final Binding binding;
    final EventStream stream;
    private final String text;
    private final long startedAt = System.nanoTime();
    /**
     * The lifetime of this stream, as a share of the maximum lifetime. The share is random, so that clients that connected at the same time
     * do not reconnect at the same time.
     */
    private final double lifetimeShare = MIN_LIFETIME_SHARE
            + (1 - MIN_LIFETIME_SHARE) * ThreadLocalRandom.current().nextDouble();

    private SessionStatus lastSent;
    private boolean unavailable;
    private long statusSentAt;
    private long anythingSentAt;
    private long refreshedAt;
    private boolean refreshing;

    /**
     * Creates a subscriber and sends the first status.
     *
     * @param text the signed id by which the client knows the session
     * @param binding the client to which the permits are bound
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

    /** Returns the signed text that tells how recent the last sent status is ({@link SessionStatus#asOf}). */
    synchronized String asOf() {
        return lastSent.asOf();
    }

    synchronized boolean isWaiting() {
        return lastSent.state() == SessionState.WAITING;
    }

    /** Returns the time between two heartbeats of the session; zero if the session has ended. */
    synchronized Duration cadence() {
        return lastSent.cadence().orElse(Duration.ZERO);
    }

    /**
     * Sends the session's status if it has changed, and ends the running refresh. Ignores a status that is older than the last sent status.
     *
     * @param asOfBefore the value of {@link #asOf} when this status was requested
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
     * Returns whether a new status of a WAITING session is due. It is due if the position or the time between heartbeats has changed, and
     * if the last status was sent at least a second ago. It is also due after the event {@code unavailable}.
     *
     * @param position the current position of the session
     * @param cadence the current time between heartbeats of WAITING sessions; empty if it is not known
     */
    synchronized boolean isPositionDue(long position, Optional<Duration> cadence, long now) {
        var isChanged =
                lastSent.place().map(place -> place.position() != position).orElse(true)
                        || cadence.isPresent() && !lastSent.cadence().equals(cadence);
        return unavailable || isChanged && now - statusSentAt >= POSITION_INTERVAL.toNanos();
    }

    /**
     * Ends the stream and tells the client to poll from now on. If the client reconnects nevertheless, it does so only after a long delay.
     */
    void evict() {
        var retry = MIN_RETRY_EVICTED_MILLIS + ThreadLocalRandom.current().nextInt(MIN_RETRY_EVICTED_MILLIS);
        stream.sendLast(("retry: " + retry + "\nevent: poll\ndata: {}\n\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Starts a refresh of the status. Returns false, and starts nothing, in two cases: a refresh is already running, or the session is not
     * WAITING and the last refresh was too recent.
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

    /** Ends a refresh that has failed. The next refresh of a session that is not WAITING must wait for some time. */
    synchronized void refreshFailed() {
        refreshing = false;
        refreshedAt = System.nanoTime();
    }

    /**
     * Sends the event {@code unavailable} when the room becomes unknown to this server. Otherwise sends a comment if nothing was sent for
     * some time. Proxies and browsers treat a connection as dead if nothing is sent on it for long.
     *
     * @param available whether this server knows the room now
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
