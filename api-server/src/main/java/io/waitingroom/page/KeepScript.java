package io.waitingroom.page;

import io.javalin.http.Context;

/**
 * The script that pages of the protected service include, from this host or another one, so that nobody who is busy there loses
 * the slot: it sends heartbeats, and so renews the permit.
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
