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

/** Somebody who follows a session: what they were told last, and whether it is time to tell them more. */
public final class Subscriber {
    private static final Duration BETWEEN_POSITIONS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(900);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(15);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNAVAILABLE = "event: unavailable\ndata: {}\n\n".getBytes(StandardCharsets.US_ASCII);
    /** Has a client connect again after a second, until its next stream begins and sets another time. */
    private static final byte[] RETRY_SOON = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final double SHORTEST_SHARE_OF_LIFE = 0.75;
    /** How soon to connect again, ms. A browser's own choice would be about as soon, but the same for all. */
    private static final int RETRY_MILLIS = 3000;
    /** The same for whoever was sent away and does not know better than to come back: twice as long at most. */
    private static final int RETRY_SENT_AWAY_MILLIS = 300_000;

    final SessionId id;
    final Binding binding;
    final EventStream stream;
    private final String text;
    private final long begun = System.nanoTime();
    /** Those who came together are not to come together again. */
    private final double share = SHORTEST_SHARE_OF_LIFE
            + (1 - SHORTEST_SHARE_OF_LIFE) * ThreadLocalRandom.current().nextDouble();

    private SessionStatus told;
    private boolean unavailable;
    private long positionAt;
    private long wordAt;
    private long lookAt;
    private boolean looking;

    /**
     * @param text the session's id as its holder knows it
     * @param binding whom permits are given to
     * @param now what is told at once
     */
    public Subscriber(SessionId id, String text, Binding binding, EventStream stream, SessionStatus now) {
        this.id = id;
        this.binding = binding;
        this.text = text;
        this.stream = stream;
        lookAt = System.nanoTime();
        say(now, "retry: " + RETRY_MILLIS + "\n");
    }

    /** As of when the follower knows. */
    synchronized String asOf() {
        return told.asOf();
    }

    synchronized boolean waits() {
        return told.state() == SessionState.WAITING;
    }

    /** How long to wait from one heartbeat to the next; zero for a session that has ended. */
    synchronized Duration cadence() {
        return told.cadence().orElse(Duration.ZERO);
    }

    /**
     * Tells where the session stands, where that is news.
     *
     * @param knowing as of when the follower knew when this was asked for
     */
    synchronized void tell(SessionStatus now, String knowing) {
        looking = false;
        lookAt = System.nanoTime();
        var overtaken = !knowing.equals(told.asOf()) && now.asOf().compareTo(told.asOf()) < 0;
        if (!overtaken && isNews(now)) {
            say(now, "");
        }
    }

    private boolean isNews(SessionStatus now) {
        return unavailable
                || told.state() != now.state()
                || told.lacksPermit() && !now.lacksPermit()
                || !told.cadence().equals(now.cadence())
                || !told.place().map(Place::position).equals(now.place().map(Place::position));
    }

    private void say(SessionStatus now, String head) {
        told = now;
        unavailable = false;
        positionAt = lookAt;
        wordAt = lookAt;
        var view = new String(Json.write(SessionBody.of(text, RoomKeys.DEFAULT.name(), now)), StandardCharsets.UTF_8);
        var event = (head + "id: " + now.asOf() + "\ndata: " + view + "\n\n").getBytes(StandardCharsets.UTF_8);
        if (now.state().isFinal()) {
            stream.sendLast(event);
        } else {
            stream.send(event);
        }
    }

    /**
     * Whether to tell a position: it is another one, or heartbeats are to come at another pace, and a second has passed.
     *
     * @param cadence of those who wait, where it is known
     */
    synchronized boolean wantsPosition(long position, Optional<Duration> cadence, long at) {
        var old = told.place().map(place -> place.position() != position).orElse(true)
                || cadence.isPresent() && !told.cadence().equals(cadence);
        return unavailable || old && at - positionAt >= BETWEEN_POSITIONS.toNanos();
    }

    /** Ends the stream for good: whoever comes back all the same is to do so much later. */
    void sendAway() {
        var retry = RETRY_SENT_AWAY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_SENT_AWAY_MILLIS);
        stream.sendLast(("retry: " + retry + "\nevent: poll\ndata: {}\n\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether to look: memory knows nothing of the session, and it is not looked at already. */
    synchronized boolean wantsLook(long at) {
        if (looking || !waits() && at - lookAt < BETWEEN_LOOKS.toNanos()) {
            return false;
        }
        looking = true;
        return true;
    }

    boolean hasLived(Duration life, long at) {
        return at - begun >= life.toNanos() * share;
    }

    /** Ends the stream, after which its follower is to ask for another one. */
    void askBack() {
        stream.mention(RETRY_SOON);
        stream.end();
    }

    /** A look has failed: another may follow, though not at once. */
    synchronized void lookFailed() {
        looking = false;
        lookAt = System.nanoTime();
    }

    /** Something at least, now and then: else proxies, and browsers, take a silent connection for a dead one. */
    synchronized void sayAnything(boolean available, long at) {
        if (!available && !unavailable) {
            unavailable = true;
            wordAt = at;
            stream.mention(UNAVAILABLE);
        } else if (at - wordAt >= BETWEEN_WORDS.toNanos()) {
            wordAt = at;
            stream.mention(COMMENT);
        }
    }
}
