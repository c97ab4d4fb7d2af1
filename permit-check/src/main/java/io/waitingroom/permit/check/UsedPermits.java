package io.waitingroom.permit.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Permits that were exchanged for a cookie here, for as long as they are valid: an address that was passed on, or
 * found in a history or a log, lets in nobody else. Each instance of a service remembers its own; an address that one has
 * exchanged may be exchanged once more by each of the others, until the permit in it has run out.
 *
 * <p>If there are ever too many, the oldest is forgotten: it would be the first to run out.
 */
final class UsedPermits {
    private static final int MOST = 100_000;

    private final Map<String, Instant> ends = new LinkedHashMap<>();

    /**
     * @param end when the permit has run out for good
     * @return false if it was used before
     */
    synchronized boolean use(Permit permit, Instant end, Instant now) {
        forget(now);
        return ends.putIfAbsent(permit.id(), end) == null;
    }

    // The oldest ones run out first, more or less; one that is late holds up the rest for a permit's length at most.
    private void forget(Instant now) {
        var oldest = ends.values().iterator();
        while (oldest.hasNext() && (!oldest.next().isAfter(now) || ends.size() >= MOST)) {
            oldest.remove();
        }
    }
}
