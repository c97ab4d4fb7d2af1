package io.waitingroom.client;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How often one client may join: so many at once, and after that as many in each span of time, evenly spread.
 *
 * @param joins 0 for as many as it likes
 * @param per how long it takes until a client that used all of them has them all again
 */
record JoinRate(int joins, Duration per) {
    static final JoinRate UNLIMITED = new JoinRate(0, Duration.ZERO);

    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,6})/([smh])");
    private static final int MOST = 1_000_000;

    boolean isLimited() {
        return joins > 0;
    }

    /** Reads {@code off}, or a rate such as {@code 20/s}, {@code 100/m} or {@code 1000/h}. */
    static final class Converter implements ITypeConverter<JoinRate> {
        @Override
        public JoinRate convert(String text) {
            if (text.equals("off")) {
                return UNLIMITED;
            }
            var shape = SHAPE.matcher(text);
            if (!shape.matches() || Integer.parseInt(shape.group(1)) > MOST) {
                throw new TypeConversionException(
                        "'" + text + "' is neither off nor a rate like 20/s, 100/m or 1000/h, of 1 to " + MOST);
            }
            return new JoinRate(Integer.parseInt(shape.group(1)), span(shape.group(2)));
        }

        private static Duration span(String unit) {
            return switch (unit) {
                case "s" -> Duration.ofSeconds(1);
                case "m" -> Duration.ofMinutes(1);
                default -> Duration.ofHours(1);
            };
        }
    }
}
