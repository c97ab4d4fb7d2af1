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
 * Ends circles: a browser that is let in, and is sent back here at once by what checks its permit, would go round for ever. Its rounds
 * are counted in a cookie and, since cookies may be what is wrong, from the second on in the address.
 */
final class RedirectLoopGuard {
    /** The parameter that counts them. */
    static final String PARAMETER = "waiting-room-round";

    private static final Logger log = LoggerFactory.getLogger(RedirectLoopGuard.class);
    private static final int MOST = 3;
    private static final int LARGEST = 9;
    /** Its number and when it began, so that an address that was kept counts for nothing. */
    private static final Pattern COUNT = Pattern.compile("[?&]" + PARAMETER + "=(\\d)\\.([0-9a-z]{1,10})(?=[&#]|$)");

    private static final Pattern ORIGIN = Pattern.compile("^[a-z][a-z0-9+.-]*://[^/]*");

    private static final Duration LASTS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Counter ended;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    RedirectLoopGuard(MeterRegistry metrics) {
        ended = metrics.counter("waitingroom.page.rounds");
    }

    /** How many rounds a browser has made that wants to be led there. */
    static int made(Context ctx, Optional<String> next) {
        var counted = next.map(COUNT::matcher)
                .filter(count -> count.find() && isRecent(count.group(2)))
                .map(count -> Integer.parseInt(count.group(1)))
                .orElse(0);
        return Math.max(counted, Cookies.round(ctx, fingerprint(next.orElse(""))));
    }

    /** Tells destinations apart: tabs that come for several at a time make no loop. */
    static String fingerprint(String destination) {
        var path = COUNT.matcher(ORIGIN.matcher(destination).replaceFirst("")).replaceAll("");
        return Integer.toHexString(path.hashCode());
    }

    private static boolean isRecent(String began) {
        var age = Instant.now().getEpochSecond() - Long.parseLong(began, Character.MAX_RADIX);
        return Math.abs(age) <= LASTS.toSeconds();
    }

    /** The number of the round that follows. */
    static int following(int made) {
        return Math.min(LARGEST, made + 1);
    }

    /** A round as the parameter tells it. */
    static String text(int round) {
        return round + "." + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
    }

    /** Stops whoever it is the turn of and went round too often. */
    PageState judge(PageState shown, int made) {
        if (made < MOST || !shown.state().equals(PageState.ACTIVE)) {
            return shown;
        }
        ended.increment();
        var due = nextWarning.get();
        var now = System.nanoTime();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn(
                    "Somebody was let in {} times and sent back here each time. What checks permits may not get the cookie, not know the "
                            + "key, or have another time than we do",
                    made);
        }
        return shown.goingRound();
    }
}
