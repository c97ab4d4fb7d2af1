package io.waitingroom.permit.check;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Permits whose signatures were checked, which takes a third of a millisecond: a page with its pictures shows one many times. */
final class CheckedPermits {
    private static final int MOST = 10_000;

    private final Duration leeway;
    private final Map<String, Checked> permits = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
            return size() > MOST;
        }
    };

    /** @param binding what the permit is tied to */
    record Checked(Permit permit, Optional<String> binding) {}

    CheckedPermits(Duration leeway) {
        this.leeway = leeway;
    }

    /** Empty where it was not checked, or its time is over. */
    synchronized Optional<Checked> find(String text) {
        var known = permits.get(text);
        if (known != null && Instant.now().isBefore(known.permit().expires().plus(leeway))) {
            return Optional.of(known);
        }
        permits.remove(text);
        return Optional.empty();
    }

    synchronized Checked add(Checked checked) {
        permits.put(checked.permit().text(), checked);
        return checked;
    }
}
