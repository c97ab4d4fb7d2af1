package io.waitingroom.page;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Serves the static files that the page loads. The URL of each file contains one hash of all files. So browsers may cache the
 * files forever, and a file may refer to another file by a relative name. During a rollout, a request may contain the hash of
 * another release. Then the response is this release's file, and browsers must not reuse it without asking the server again.
 */
final class Assets {
    static final String BASE = "/waiting-room/assets";
    private static final String CACHE_FOREVER = "public, max-age=31536000, immutable";
    /**
     * The Content-Security-Policy of images. Without this policy, an SVG image that is opened on its own could run scripts, and
     * they would run in this server's origin.
     */
    private static final String IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final Map<String, Asset> assets;
    private final String hash;

    private Assets(Map<String, Asset> assets) {
        this.assets = assets;
        hash = hash(assets);
    }

    static Assets of(PageDirectory directory) {
        var assets = new TreeMap<>(directory.assets());
        put(assets, "page.js", BuiltInFiles.script());
        put(assets, "clock.js", BuiltInFiles.file("clock.js"));
        put(assets, "page.css", BuiltInFiles.file("page.css"));
        put(assets, "logo.svg", directory.file("logo.svg").orElseGet(() -> BuiltInFiles.file("logo.svg")));
        directory.file("brand.css").ifPresent(bytes -> put(assets, "brand.css", bytes));
        return new Assets(assets);
    }

    private static void put(Map<String, Asset> assets, String name, byte[] bytes) {
        if (assets.put(name, Asset.of(bytes, Asset.typeOf(name).orElseThrow())) != null) {
            throw PageDirectory.broken("assets/" + name, "the page has a file of that name");
        }
    }

    boolean has(String name) {
        return assets.containsKey(name);
    }

    Asset get(String name) {
        return assets.get(name);
    }

    /** Returns the base URL of the files, without the slash before the file name. */
    String base() {
        return BASE + "/" + hash;
    }

    void serve(Context ctx) {
        var asset = assets.get(ctx.pathParam("name"));
        if (asset == null) {
            throw new NotFoundResponse();
        }
        var isCurrent = ctx.pathParam("hash").equals(hash);
        ctx.header("Cache-Control", isCurrent ? CACHE_FOREVER : "no-cache");
        ctx.header("X-Content-Type-Options", "nosniff");
        if (asset.type().startsWith("image/")) {
            ctx.header("Content-Security-Policy", IMAGE_POLICY);
        }
        asset.serve(ctx);
    }

    private static String hash(Map<String, Asset> assets) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            assets.forEach((name, asset) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(asset.bytes());
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
