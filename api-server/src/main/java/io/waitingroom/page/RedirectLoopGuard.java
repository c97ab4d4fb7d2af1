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
 * Stops redirect loops. When a browser goes on from the page, the protected service checks the browser's permit and may
 * redirect the browser back to the page at once. This could repeat forever. Each repetition is called a round. Rounds are
 * counted in a cookie. From the second round on, they are also counted in a query parameter, because blocked cookies may be the
 * cause of the loop.
 */
final class RedirectLoopGuard {
    /** The name of the query parameter that holds the number of the round. */
    static final String PARAMETER = "waiting-room-round";

    private static final Logger log = LoggerFactory.getLogger(RedirectLoopGuard.class);
    private static final int MAX_ROUNDS = 3;
    /** The highest number that a round can get. The cookie and the query parameter have space for only one digit. */
    private static final int MAX_COUNT = 9;
    /**
     * Matches the query parameter in an address. The value of the parameter is the number of the round and the time of the
     * redirect. Because of the time, an old bookmark with this parameter is not counted as a round.
     */
    private static final Pattern COUNT = Pattern.compile("[?&]" + PARAMETER + "=(\\d)\\.([0-9a-z]{1,10})(?=[&#]|$)");

    private static final Pattern ORIGIN = Pattern.compile("^[a-z][a-z0-9+.-]*://[^/]*");

    private static final Duration COUNT_LIFETIME = Duration.ofMinutes(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Counter stopped;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    RedirectLoopGuard(MeterRegistry metrics) {
        stopped = metrics.counter("waitingroom.page.rounds");
    }

    /**
     * Returns the number of rounds that the browser has made. Reads the cookie and the query parameter in {@code next}, and
     * returns the greater number.
     *
     * @param next the requested destination
     */
    static int rounds(Context ctx, Optional<String> next) {
        var inAddress = next.map(COUNT::matcher)
                .filter(count -> count.find() && isRecent(count.group(2)))
                .map(count -> Integer.parseInt(count.group(1)))
                .orElse(0);
        return Math.max(inAddress, Cookies.round(ctx, fingerprint(next.orElse(""))));
    }

    /**
     * Returns a short hash of a destination. The hash tells destinations apart: several tabs with different destinations are
     * not a redirect loop.
     */
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

    /** Returns the value of {@link #PARAMETER} for a round. */
    static String text(int round) {
        return round + "." + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
    }

    /**
     * Returns the state of a redirect loop if the session is ACTIVE and the browser has made too many rounds. Returns any other
     * state unchanged.
     */
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
