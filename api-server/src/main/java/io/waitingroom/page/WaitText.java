package io.waitingroom.page;

import io.waitingroom.position.WaitRange;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Formats numbers and times in one language, for browsers without scripts. In other browsers, the script {@code 2-words.js}
 * does the same.
 */
final class WaitText {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final Texts texts;

    WaitText(Texts texts) {
        this.texts = texts;
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(texts.locale()).format(number);
    }

    /** Formats the time within which the visitor must come back. The time is rounded down. */
    String within(Duration time) {
        var seconds = time.toSeconds();
        if (seconds < 2 * MINUTE) {
            return span("seconds", seconds);
        }
        return seconds < 2 * HOUR ? span("minutes", seconds / MINUTE) : span("hours", seconds / HOUR);
    }

    /**
     * Formats a wait as a range. Both ends of the range use the same unit. The lower end is rounded down and the upper end is
     * rounded up, so that the text is no more precise than the estimate.
     */
    String range(Optional<WaitRange> wait) {
        return wait.map(this::range).orElseGet(() -> texts.get("waitUnknown"));
    }

    private String range(WaitRange wait) {
        if (wait.maxSeconds() <= MINUTE) {
            return texts.get("waitUnder");
        }
        var hours = wait.maxSeconds() > 2 * HOUR;
        var unit = hours ? HOUR : MINUTE;
        var from = wait.minSeconds() / unit;
        var to = (wait.maxSeconds() + unit - 1) / unit;
        var max = span(hours ? "hours" : "minutes", to);
        return from == to || from == 0
                ? texts.get("waitAbout", "max", max)
                : texts.get("waitRange", Map.of("min", number(from), "max", max));
    }

    private String span(String unit, long n) {
        return texts.get(unit, "n", number(n));
    }
}
