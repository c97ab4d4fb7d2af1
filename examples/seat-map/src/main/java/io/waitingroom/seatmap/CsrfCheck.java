package io.waitingroom.seatmap;

import io.javalin.http.Context;
import java.util.Set;

/**
 * Detects forms that another site sent (CSRF). It checks the header {@code Sec-Fetch-Site}. If an older browser does
 * not send this header, it checks the header {@code Origin}.
 */
final class CsrfCheck {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private CsrfCheck() {}

    static boolean isCrossSite(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        var origin = ctx.header("Origin");
        return origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(ctx.header("Host"));
    }
}
