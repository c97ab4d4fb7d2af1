package io.waitingroom.page;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** What goes out in fewer bytes (RFC 1952), for clients that take it. */
final class Gzip {
    static final String NAME = "gzip";
    /** Named, and not by a weight of nothing (RFC 9110, section 12.5.3). */
    private static final Pattern TAKEN =
            Pattern.compile("(^|,)\\s*(x-)?gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)");

    private Gzip() {}

    static boolean isTaken(Context ctx) {
        return Optional.ofNullable(ctx.header("Accept-Encoding"))
                .filter(encodings ->
                        TAKEN.matcher(encodings.toLowerCase(Locale.ROOT)).find())
                .isPresent();
    }

    static byte[] pack(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
