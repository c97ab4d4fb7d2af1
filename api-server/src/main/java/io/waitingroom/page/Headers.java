package io.waitingroom.page;

import io.javalin.http.Context;
import java.util.Optional;

/** What the page lets itself do: load its own files and those of its brand, ask its own server, and nothing else. */
record Headers(ContentPolicy policy) {
    /** @param other the origin that a form may lead to in the end, besides this one */
    void set(Context ctx, Optional<String> other) {
        ctx.header(
                "Content-Security-Policy",
                policy.text("'self'" + other.map(origin -> " " + origin).orElse("")));
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
