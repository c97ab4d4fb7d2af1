package io.waitingroom.page;

import io.javalin.http.Context;
import java.util.Optional;

/** Sets the page's response headers. They restrict the page to its own files and server, and to the sources of its brand. */
record Headers(ContentPolicy policy) {
    /** @param formOrigin another origin to which a form's redirects may lead */
    void set(Context ctx, Optional<String> formOrigin) {
        ctx.header(
                "Content-Security-Policy",
                policy.text("'self'" + formOrigin.map(origin -> " " + origin).orElse("")));
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        ctx.header("Vary", "Accept-Encoding, Accept-Language, Cookie");
        ctx.contentType("text/html; charset=utf-8");
    }
}
