package io.waitingroom.permit.check;

import com.nimbusds.jose.JWSVerifier;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The keys that a room publishes, as of a minute ago at most. Where they cannot be had, what was known before serves on.
 *
 * <p>There is no thread that renews them, which somebody would have to end: the request that finds them too old does. It
 * alone waits meanwhile; the others go on with what is known. So a server that is slow, or permits of keys that
 * do not exist, hold up one request at a time, and ask the server every few seconds at most.
 */
final class PublishedKeys {
    /** Where they come from. */
    interface Source {
        /** @return by id, never none at all */
        Map<String, JWSVerifier> fetch() throws IOException;
    }

    /** Half of the time that a key is published before it signs. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** So long that no outage reaches it, and that a key which was withdrawn meanwhile is not believed for ever. */
    private static final Duration LONGEST_OUTAGE = Duration.ofDays(1);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);
    /** While nobody can be let in at all. */
    private static final Duration BETWEEN_FIRST_ATTEMPTS = Duration.ofSeconds(1);

    private static final Logger log = System.getLogger(PublishedKeys.class.getName());

    private record Known(Map<String, JWSVerifier> byId, long since) {}

    private final Source source;
    private final LongSupplier nanoTime;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known known;
    private volatile long lastAttempt;
    private volatile boolean away;

    /** @param nanoTime as {@link System#nanoTime()} */
    PublishedKeys(Source source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        lastAttempt = nanoTime.getAsLong() - BETWEEN_ATTEMPTS.toNanos();
    }

    KeyLookup find(String id) {
        if (!isYoungerThan(FRESH) || !known.byId.containsKey(id)) {
            renewIfDue();
        }
        var now = known;
        if (now != null && now.byId.containsKey(id) && isYoungerThan(LONGEST_OUTAGE)) {
            return new KeyLookup.Found(now.byId.get(id));
        }
        return isYoungerThan(FRESH) ? new KeyLookup.NotPublished() : new KeyLookup.Unknown();
    }

    /** Fetches them, unless that was tried a moment ago or is being tried. */
    void renewIfDue() {
        if (fetching.tryLock()) {
            try {
                if (isPast(lastAttempt, known == null ? BETWEEN_FIRST_ATTEMPTS : BETWEEN_ATTEMPTS)) {
                    renew();
                }
            } finally {
                fetching.unlock();
            }
        }
    }

    private void renew() {
        try {
            known = new Known(source.fetch(), nanoTime.getAsLong());
            if (away) {
                log.log(Level.INFO, "The room's keys can be had again");
            }
            away = false;
        } catch (IOException e) {
            if (!away) {
                log.log(Level.WARNING, "The room''s keys cannot be had: {0}", e.getMessage());
            }
            away = true;
        }
        // After it, so that a server which is slow to answer does not hold up one request after the other.
        lastAttempt = nanoTime.getAsLong();
    }

    private boolean isYoungerThan(Duration age) {
        var now = known;
        return now != null && !isPast(now.since, age);
    }

    private boolean isPast(long since, Duration age) {
        return nanoTime.getAsLong() - since >= age.toNanos();
    }
}
