package io.waitingroom.seatmap;

import io.javalin.http.Context;

/**
 * Sets the security headers of all responses. Pages may load the files of this service, and the script of the waiting
 * room, which calls the waiting room's API. Forms may also lead to the waiting room, because a form that is sent
 * without a permit is redirected there.
 */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void set(Context ctx, Room room) {
        ctx.header("Content-Security-Policy", policy(room.origin()));
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        ctx.header("Cache-Control", "no-store");
    }

    private static String policy(String roomOrigin) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + roomOrigin,
                "connect-src 'self' " + roomOrigin,
                "style-src 'self'",
                "img-src 'self'",
                "form-action 'self' " + roomOrigin,
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }
}
