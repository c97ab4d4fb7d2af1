package io.waitingroom.page;

import io.javalin.http.Context;

/**
 * Serves the script {@code keep.js}. Pages of the protected service include this script, on this host or on another one. The
 * script sends heartbeats, so that a visitor who is busy on such a page does not lose the slot. The script also renews the
 * permit.
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
