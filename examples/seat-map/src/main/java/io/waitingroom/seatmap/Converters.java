package io.waitingroom.seatmap;

import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Read the values of {@link SeatMapFlags}. */
final class Converters {
    private Converters() {}

    /** A scheme, a host and a port. */
    static final class Base implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            if (text.matches("https?://[A-Za-z0-9.:\\[\\]-]+/?")) {
                return URI.create(text);
            }
            throw new TypeConversionException("'" + text + "' is not a URL like http://localhost:8080");
        }
    }

    /** A path, or a URL. */
    static final class Page implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.matches("(https?://[A-Za-z0-9.:\\[\\]-]+)?/[A-Za-z0-9._~/-]*") && !text.startsWith("//")) {
                return text;
            }
            throw new TypeConversionException(
                    "'" + text + "' is not a path or a URL like https://wait.example.com/waiting-room");
        }
    }

    /** Up to five minutes, in seconds. */
    static final class Leeway implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= 300) {
                return Duration.ofSeconds(Integer.parseInt(text));
            }
            throw new TypeConversionException("'" + text + "' is not a number of seconds from 0 to 300");
        }
    }
}
