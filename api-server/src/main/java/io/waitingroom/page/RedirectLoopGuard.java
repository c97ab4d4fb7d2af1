package io.waitingroom.page;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops redirect loops. A browser that goes on may be sent back here at once by the service that checks its permit, and would
 * loop forever. Each time is a round. Rounds are counted in a cookie and, from the second one on, also in a query parameter,
 * since blocked cookies may be the cause.
 */
final class RedirectLoopGuard {
    /** The query parameter with the number of the round. */
    static final String PARAMETER = "waiting-room-round";

    private static final Logger log = LoggerFactory.getLogger(RedirectLoopGuard.class);
    private static final int MAX_ROUNDS = 3;
    /** The count has one digit. */
    private static final int MAX_COUNT = 9;
    /** The number of the round, and the time of its redirect: an old bookmark must not count as a round. */
    private static final Pattern COUNT = Pattern.compile("[?&]" + PARAMETER + "=(\\d)\\.([0-9a-z]{1,10})(?=[&#]|$)");

    private static final Pattern ORIGIN = Pattern.compile("^[a-z][a-z0-9+.-]*://[^/]*");

    private static final Duration COUNT_LIFETIME = Duration.ofMinutes(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Counter stopped;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    RedirectLoopGuard(MeterRegistry metrics) {
        stopped = metrics.counter("waitingroom.page.rounds");
    }

    /** The number of rounds that the browser has made, by its cookie and by the parameter in {@code next}. */
    static int rounds(Context ctx, Optional<String> next) {
        var inAddress = next.map(COUNT::matcher)
                .filter(count -> count.find() && isRecent(count.group(2)))
                .map(count -> Integer.parseInt(count.group(1)))
                .orElse(0);
        return Math.max(inAddress, Cookies.round(ctx, fingerprint(next.orElse(""))));
    }

    /** Tells destinations apart. Several tabs that come for different destinations are no loop. */
    static String fingerprint(String destination) {
        var path = COUNT.matcher(ORIGIN.matcher(destination).replaceFirst("")).replaceAll("");
        return Integer.toHexString(path.hashCode());
    }

    private static boolean isRecent(String redirectedAt) {
        var age = Instant.now().getEpochSecond() - Long.parseLong(redirectedAt, Character.MAX_RADIX);
        return Math.abs(age) <= COUNT_LIFETIME.toSeconds();
    }

    static int nextRound(int rounds) {
        return Math.min(MAX_COUNT, rounds + 1);
    }

    /** The value of the parameter for a round. */
    static String text(int round) {
        return round + "." + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
    }

    /** Stops an ACTIVE session's browser that has made too many rounds. Every other state is returned unchanged. */
    PageState check(PageState state, int rounds) {
        if (rounds < MAX_ROUNDS || !state.state().equals(PageState.ACTIVE)) {
            return state;
        }
        stopped.increment();
        var due = nextWarning.get();
        var now = System.nanoTime();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn(
                    "Stopped a redirect loop: a browser was let in {} times and sent back here each time. The service that checks "
                            + "permits may not receive the cookie, not know the key, or have a different clock",
                    rounds);
        }
        return state.asRedirectLoop();
    }
}
