package io.waitingroom.process;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a duration from 100 ms to 30 days, such as {@code 500ms}, {@code 10s}, {@code 15m} or {@code 2h}. */
public class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofDays(30);

    @Override
    public Duration convert(String text) {
        var shape = SHAPE.matcher(text);
        if (shape.matches()) {
            var duration = duration(Long.parseLong(shape.group(1)), shape.group(2));
            if (duration.compareTo(MIN) >= 0 && duration.compareTo(MAX) <= 0) {
                return duration;
            }
        }
        throw new TypeConversionException(
                "'" + text + "' is not a time like 500ms, 10s, 15m or 2h, from 100ms to 720h");
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** Parses a duration, or the text {@code off}, which means a duration of zero. */
    public static final class OrOff extends DurationConverter {
        @Override
        public Duration convert(String text) {
            return text.equals("off") ? Duration.ZERO : super.convert(text);
        }
    }
}
