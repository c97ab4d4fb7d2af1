package io.waitingroom.page;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends circles: a browser that is let in, and is sent back here at once by what checks its permit, would go round for ever. Its rounds
 * are counted in a cookie and, since cookies may be what is wrong, from the second on in the address.
 */
final class Rounds {
    /** The parameter that counts them; each check takes it off again. */
    static final String PARAMETER = "waiting-room-round";

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final int MOST = 3;
    private static final int LARGEST = 9;
    private static final Pattern COUNT = Pattern.compile("[?&]" + PARAMETER + "=(\\d)(?=[&#]|$)");
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Counter ended;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    Rounds(MeterRegistry metrics) {
        ended = metrics.counter("waitingroom.page.rounds");
    }

    /** How many rounds a browser has made that wants to be led there. */
    static int made(Context ctx, Optional<String> next) {
        var counted = next.map(COUNT::matcher)
                .filter(count -> count.find())
                .map(count -> Integer.parseInt(count.group(1)))
                .orElse(0);
        return Math.max(counted, Cookies.round(ctx));
    }

    /** The number of the round that begins. */
    static int next(int made) {
        return Math.min(LARGEST, made + 1);
    }

    /** Stops whoever it is the turn of and went round too often. */
    Shown judge(Shown shown, int made) {
        if (made < MOST || !shown.state().equals(Shown.ACTIVE)) {
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
