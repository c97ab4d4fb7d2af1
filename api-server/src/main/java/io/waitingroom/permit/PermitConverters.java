package io.waitingroom.permit;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.waitingroom.process.DurationConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The converters of the values of {@link PermitFlags}. */
final class PermitConverters {
    private PermitConverters() {}

    /** Parses the lifetime of a permit. It is at least one second, because the times in a permit are whole seconds. */
    static final class Lifetime extends DurationConverter {
        @Override
        public Duration convert(String text) {
            var lifetime = super.convert(text);
            if (lifetime.toSeconds() < 1) {
                throw new TypeConversionException("'" + text + "' is less than 1s");
            }
            return lifetime;
        }
    }

    /** Parses an issuer: a name or a URL. */
    static final class Issuer implements ITypeConverter<String> {
        private static final Pattern SHAPE = Pattern.compile("[!-~]{1,200}");

        @Override
        public String convert(String text) {
            if (SHAPE.matcher(text).matches()) {
                return text;
            }
            throw new TypeConversionException("an issuer is 1 to 200 printable ASCII characters without spaces");
        }
    }

    /** Parses the name of a header, or {@code off}. */
    static final class Header implements ITypeConverter<String> {
        static final String OFF = "off";
        private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{1,64}");

        @Override
        public String convert(String text) {
            if (SHAPE.matcher(text).matches()) {
                return text;
            }
            throw new TypeConversionException("'" + text + "' is not the name of a header like X-Client-Fingerprint");
        }
    }

    /**
     * Reads private keys. The value of the flag is the name of a file with the keys, or the keys themselves. Error messages
     * quote neither the file nor the value.
     */
    static final class Keys implements ITypeConverter<List<PermitKey>> {
        @Override
        public List<PermitKey> convert(String text) {
            var json = text.stripLeading().startsWith("{") ? text : content(text);
            var keys = PermitKey.parse(json).map(List::of).orElseGet(() -> parseSet(json));
            if (keys.isEmpty()) {
                throw new TypeConversionException("it holds no private key of the curve P-256, as a JWK or a JWK set");
            }
            return keys;
        }

        private static String content(String file) {
            try {
                return Files.readString(Path.of(file));
            } catch (IOException | InvalidPathException e) {
                throw new TypeConversionException("the file cannot be read");
            }
        }

        private static List<PermitKey> parseSet(String json) {
            try {
                return JWKSet.parse(json).getKeys().stream()
                        .flatMap(key -> key instanceof ECKey ec ? Stream.of(ec) : Stream.empty())
                        .map(PermitKey::of)
                        .flatMap(Optional::stream)
                        .toList();
            } catch (ParseException e) {
                return List.of();
            }
        }
    }
}
