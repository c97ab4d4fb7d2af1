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
 * Caches the keys that a room publishes, for a minute. If new keys cannot be fetched, the cached keys are used for longer.
 *
 * <p>There is no thread that refreshes the keys, because the service would have to stop this thread. Instead, a request that
 * finds the keys too old fetches new keys. Only this request waits; other requests use the cached keys. The server may be slow,
 * or permits may name unknown keys. Even then, only one request is delayed at a time, and there is at most one fetch every few
 * seconds.
 */
final class PublishedKeys {
    /** The source of the keys. */
    interface Source {
        /**
         * Fetches the keys.
         *
         * @return the keys by their ids; never empty
         */
        Map<String, JWSVerifier> fetch() throws IOException;
    }

    /**
     * The age at which the cached keys are fetched again. A new key is published for some time before it signs. This age is half
     * of that time.
     */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    /**
     * The age at which the cached keys are no longer used. No outage is expected to last so long. There is a limit, so
     * that a key that was revoked during an outage is not trusted forever.
     */
    private static final Duration MAX_OUTAGE = Duration.ofDays(1);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);
    /**
     * The minimum time between two attempts while there are no keys. It is shorter than {@code BETWEEN_ATTEMPTS}, because no
     * visitor can be let in without keys.
     */
    private static final Duration BETWEEN_FIRST_ATTEMPTS = Duration.ofSeconds(1);

    private static final Logger log = System.getLogger(PublishedKeys.class.getName());

    private record CachedKeys(Map<String, JWSVerifier> byId, long fetchedAt) {}

    private final Source source;
    private final LongSupplier nanoTime;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile CachedKeys cached;
    private volatile long lastAttempt;
    private volatile boolean unavailable;

    /**
     * Creates a cache without keys.
     *
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
     */
    PublishedKeys(Source source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        lastAttempt = nanoTime.getAsLong() - BETWEEN_ATTEMPTS.toNanos();
    }

    KeyLookup find(String id) {
        if (!isYoungerThan(MAX_AGE) || !cached.byId.containsKey(id)) {
            refreshIfDue();
        }
        var keys = cached;
        if (keys != null && keys.byId.containsKey(id) && isYoungerThan(MAX_OUTAGE)) {
            return new KeyLookup.Found(keys.byId.get(id));
        }
        return isYoungerThan(MAX_AGE) ? new KeyLookup.NotPublished() : new KeyLookup.Unknown();
    }

    /** Fetches the keys, unless another thread is fetching them or the last attempt ended only seconds ago. */
    void refreshIfDue() {
        if (fetching.tryLock()) {
            try {
                if (hasPassed(cached == null ? BETWEEN_FIRST_ATTEMPTS : BETWEEN_ATTEMPTS, lastAttempt)) {
                    refresh();
                }
            } finally {
                fetching.unlock();
            }
        }
    }

    private void refresh() {
        try {
            cached = new CachedKeys(source.fetch(), nanoTime.getAsLong());
            if (unavailable) {
                log.log(Level.INFO, "The room's keys can be fetched again");
            }
            unavailable = false;
        } catch (IOException e) {
            if (!unavailable) {
                log.log(Level.WARNING, "The room''s keys cannot be fetched: {0}", e.getMessage());
            }
            unavailable = true;
        }
        // Set after the fetch, so that a slow server does not delay one request right after another.
        lastAttempt = nanoTime.getAsLong();
    }

    private boolean isYoungerThan(Duration age) {
        var keys = cached;
        return keys != null && !hasPassed(age, keys.fetchedAt);
    }

    private boolean hasPassed(Duration time, long since) {
        return nanoTime.getAsLong() - since >= time.toNanos();
    }
}
