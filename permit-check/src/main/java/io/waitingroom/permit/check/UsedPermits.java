package io.waitingroom.permit.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers each permit that was exchanged for a cookie here, until the permit expires. So a URL with a permit does not let
 * anyone else in. Others may know the URL because it was shared, or because they found it in a history or a log. Each instance
 * of a service remembers only its own exchanges. A URL that was used at one instance can be used one more time at each other
 * instance, until the permit expires.
 *
 * <p>If there are too many permits, the oldest is removed, because it would expire first.
 */
final class UsedPermits {
    private static final int MAX_PERMITS = 100_000;

    private final Map<String, Instant> ends = new LinkedHashMap<>();

    /**
     * Marks a permit as used.
     *
     * @param end the time at which the permit expires, including the leeway
     * @return false if the permit was used before
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
