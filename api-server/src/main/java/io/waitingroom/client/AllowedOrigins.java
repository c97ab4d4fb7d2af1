package io.waitingroom.client;

import io.waitingroom.process.FromEnvironment;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The foreign origins (RFC 6454) whose pages may call the API with the credentials of the browser. The list does not contain the server's
 * own origin.
 */
@FromEnvironment
public final class AllowedOrigins {
    @Option(
            names = "--allowed-origins",
            defaultValue = "none",
            converter = Converter.class,
            paramLabel = "ORIGINS",
            description = "other origins whose pages may call the API, separated by commas")
    private Set<String> origins;

    /**
     * Returns whether the list contains the origin.
     *
     * @param origin the value of the header Origin, as browsers send it
     */
    public boolean has(String origin) {
        return origins.contains(origin);
    }

    static final class Converter implements ITypeConverter<Set<String>> {
        /**
         * The shape of an allowed origin. It also matches the origins of pages that are part of an app, such as {@code
         * capacitor://localhost}. It does not match {@code file:} addresses and the like, because browsers give them no origin of their
         * own.
         */
        private static final Pattern SHAPE = Pattern.compile(
                "(?!file:|data:|javascript:|blob:|about:)[a-z][a-z0-9+.-]*://([a-z0-9.-]+|\\[[0-9a-f:]+\\])(:\\d{1,5})?");

        @Override
        public Set<String> convert(String text) {
            return text.isBlank() || text.equals("none")
                    ? Set.of()
                    : Stream.of(text.split(",", -1)).map(Converter::origin).collect(Collectors.toUnmodifiableSet());
        }

        // Returns the origin exactly as browsers serialise it, so that it can be compared as a string.
        private static String origin(String text) {
            var origin = text.strip();
            if (SHAPE.matcher(origin).matches() && isUrl(origin)) {
                return origin.replaceFirst("^(https://.*):443$|^(http://.*):80$", "$1$2");
            }
            throw new TypeConversionException("'" + origin + "' is not an origin like https://tickets.example.com");
        }

        private static boolean isUrl(String text) {
            try {
                return URI.create(text).getHost() != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
