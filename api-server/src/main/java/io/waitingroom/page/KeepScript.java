package io.waitingroom.page;

import io.javalin.http.Context;

/**
 * Serves {@code keep.js}, which pages of the protected service include, on this host or another one. It sends heartbeats, so
 * that a visitor who is busy on such a page does not lose the slot, and renews the permit.
 */
final class KeepScript {
    static final String PATH = "/waiting-room/keep.js";
    private static final Asset SCRIPT =
            Asset.of(BuiltInFiles.file("keep.js"), Asset.typeOf(PATH).orElseThrow());

    private KeepScript() {}

    static void serve(Context ctx) {
        ctx.header("Cache-Control", "public, max-age=300")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
        SCRIPT.serve(ctx);
    }
}
