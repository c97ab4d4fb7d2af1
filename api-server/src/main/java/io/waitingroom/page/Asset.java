package io.waitingroom.page;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file that the page loads.
 *
 * @param gzipped the same in fewer bytes, if there are fewer
 * @param tag what tells it from other files and other releases of it
 */
record Asset(byte[] bytes, String type, Optional<byte[]> gzipped, String tag) {
    private static final int TAG_BYTES = 8;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"));

    /** Empty if files of that name are none that pages load. */
    static Optional<String> typeOf(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(extension));
    }

    static Asset of(byte[] bytes, String type) {
        var gzipped = Optional.of(Gzip.pack(bytes)).filter(packed -> packed.length < bytes.length);
        return new Asset(bytes, type, gzipped, tagOf(bytes));
    }

    private static String tagOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends it, in fewer bytes where the client takes those, or says that the client has it. */
    void serve(Context ctx) {
        var packed = gzipped.filter(bytes -> Gzip.isTaken(ctx));
        var entityTag = "\"" + tag + (packed.isPresent() ? "-gz" : "") + "\"";
        ctx.header("ETag", entityTag);
        gzipped.ifPresent(bytes -> ctx.header("Vary", "Accept-Encoding"));
        var known = Optional.ofNullable(ctx.header("If-None-Match")).orElse("");
        if (known.contains(entityTag)) {
            ctx.status(304);
            return;
        }
        ctx.contentType(type);
        packed.ifPresent(bytes -> ctx.header("Content-Encoding", Gzip.NAME));
        NonBlockingBody.send(ctx, packed.orElse(bytes));
    }
}
