package io.waitingroom.permit.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The permits that were handed over here. Each process knows its own; a permit is good for two minutes or so in any case. */
final class UsedPermits {
    private static final int MOST = 100_000;

    private final Map<String, Instant> used = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST || eldest.getValue().isBefore(Instant.now().minusSeconds(MOST_LEEWAY_SECONDS));
        }
    };

    /** As long as any leeway with which an expired one might still pass. */
    private static final long MOST_LEEWAY_SECONDS = 300;

    /** Whether this is its first use. */
    synchronized boolean use(Permit permit) {
        return used.put(permit.id(), permit.expires()) == null;
    }
}
