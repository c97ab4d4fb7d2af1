package io.waitingroom.client;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The maximum rate of joins of one client. A client may send a burst of joins at once. In each period after that, it may send the same
 * number of joins again, evenly spread over the period.
 *
 * @param joins the number of joins in a burst; 0 for no limit
 * @param per the period, in which an empty token bucket becomes full
 */
record JoinRate(int joins, Duration per) {
    static final JoinRate UNLIMITED = new JoinRate(0, Duration.ZERO);

    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,6})/([smh])");
    private static final int MAX_JOINS = 1_000_000;

    boolean isLimited() {
        return joins > 0;
    }

    /** Parses the text {@code off}, or a rate such as {@code 20/s}, {@code 100/m} or {@code 1000/h}. */
    static final class Converter implements ITypeConverter<JoinRate> {
        @Override
        public JoinRate convert(String text) {
            if (text.equals("off")) {
                return UNLIMITED;
            }
            var shape = SHAPE.matcher(text);
            if (!shape.matches() || Integer.parseInt(shape.group(1)) > MAX_JOINS) {
                throw new TypeConversionException(
                        "'" + text + "' is neither off nor a rate like 20/s, 100/m or 1000/h, of 1 to " + MAX_JOINS);
            }
            return new JoinRate(Integer.parseInt(shape.group(1)), period(shape.group(2)));
        }

        private static Duration period(String unit) {
            return switch (unit) {
                case "s" -> Duration.ofSeconds(1);
                case "m" -> Duration.ofMinutes(1);
                default -> Duration.ofHours(1);
            };
        }
    }
}
