package io.waitingroom.page;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A static file that the page loads.
 *
 * @param type the media type
 * @param gzipped the bytes compressed with gzip; empty if the compression does not save any bytes
 * @param tag the entity tag (ETag), a hash of the bytes
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

    /** Returns the media type for a file name. Returns empty if files with this extension are not served. */
    static Optional<String> typeOf(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(extension));
    }

    static Asset of(byte[] bytes, String type) {
        var gzipped = Optional.of(Gzip.compress(bytes)).filter(compressed -> compressed.length < bytes.length);
        return new Asset(bytes, type, gzipped, tagOf(bytes));
    }

    private static String tagOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends the file, compressed if the client accepts gzip. If the client already has the file in its cache, sends status 304
     * (Not Modified) without the file.
     */
    void serve(Context ctx) {
        var compressed = gzipped.filter(bytes -> Gzip.isAccepted(ctx));
        var entityTag = "\"" + tag + (compressed.isPresent() ? "-gz" : "") + "\"";
        ctx.header("ETag", entityTag);
        gzipped.ifPresent(bytes -> ctx.header("Vary", "Accept-Encoding"));
        var known = Optional.ofNullable(ctx.header("If-None-Match")).orElse("");
        if (known.contains(entityTag)) {
            ctx.status(304);
            return;
        }
        ctx.contentType(type);
        compressed.ifPresent(bytes -> ctx.header("Content-Encoding", Gzip.NAME));
        NonBlockingBody.send(ctx, compressed.orElse(bytes));
    }
}
