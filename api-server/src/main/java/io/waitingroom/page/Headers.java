package io.waitingroom.page;

import io.javalin.http.Context;
import java.util.Optional;

/** What the page lets itself do: load its own files, ask its own server, and nothing else. */
final class Headers {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private Headers() {}

    /** @param next where a form may lead in the end: browsers hold its answer's redirect to the policy as well */
    static void set(Context ctx, Optional<Target> next) {
        var origin = next.flatMap(Target::origin).map(it -> " " + it).orElse("");
        ctx.header("Content-Security-Policy", POLICY + origin);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        ctx.header("Vary", "Accept-Language, Cookie");
        ctx.contentType("text/html; charset=utf-8");
    }
}
