package io.waitingroom.page;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Compresses responses with gzip (RFC 1952), for clients that accept it. */
final class Gzip {
    static final String NAME = "gzip";
    /** Matches an Accept-Encoding header that lists gzip with a weight other than zero (RFC 9110, section 12.5.3). */
    private static final Pattern ACCEPTED =
            Pattern.compile("(^|,)\\s*(x-)?gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)");

    private Gzip() {}

    static boolean isAccepted(Context ctx) {
        return Optional.ofNullable(ctx.header("Accept-Encoding"))
                .filter(encodings ->
                        ACCEPTED.matcher(encodings.toLowerCase(Locale.ROOT)).find())
                .isPresent();
    }

    static byte[] compress(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
