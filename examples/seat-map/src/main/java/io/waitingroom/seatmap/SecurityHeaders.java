package io.waitingroom.seatmap;

import io.javalin.http.Context;

/**
 * What our pages let themselves do: load our own files and the waiting room's script, which asks the waiting room. Forms
 * may lead there too, since whoever sends one without a permit is sent to wait.
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
