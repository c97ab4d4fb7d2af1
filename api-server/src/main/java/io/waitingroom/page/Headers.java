package io.waitingroom.page;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * Sets the page's response headers. The headers restrict the page to its own files, its own server, and the sources in the
 * {@link ContentPolicy}.
 */
record Headers(ContentPolicy policy) {
    /**
     * Sets the headers of one response.
     *
     * @param formOrigin the origin of another host to which the redirect after a form may lead; empty if there is none
     */
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
