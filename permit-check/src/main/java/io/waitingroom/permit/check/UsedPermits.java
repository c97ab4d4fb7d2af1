package io.waitingroom.permit.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the permits that were exchanged for a cookie here, until they expire. So a URL with a permit that was shared, or
 * found in a history or a log, does not let anyone else in. Each instance of a service has its own memory: a URL that was used at one
 * instance can be used once more at each of the others, until its permit expires.
 *
 * <p>If there are too many, the oldest is removed, since it would expire first.
 */
final class UsedPermits {
    private static final int MAX_PERMITS = 100_000;

    private final Map<String, Instant> ends = new LinkedHashMap<>();

    /**
     * Marks a permit as used.
     *
     * @param end when the permit expires, with the leeway
     * @return false if it was used before
     */
    synchronized boolean use(Permit permit, Instant end, Instant now) {
        removeExpired(now);
        return ends.putIfAbsent(permit.id(), end) == null;
    }

    // Entries expire roughly in the order in which they were added, so removal stops at the first valid entry.
    // It delays the removal of later entries by the lifetime of a permit at most.
    private void removeExpired(Instant now) {
        var oldest = ends.values().iterator();
        while (oldest.hasNext() && (!oldest.next().isAfter(now) || ends.size() >= MAX_PERMITS)) {
            oldest.remove();
        }
    }
}
