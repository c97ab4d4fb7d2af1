package io.waitingroom.seatmap;

import io.javalin.http.Context;
import java.util.Set;

/** Which site a form was sent from, as browsers say in {@code Sec-Fetch-Site} and older ones in {@code Origin}. */
final class SentFrom {
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private SentFrom() {}

    static boolean anotherSite(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return !OURS.contains(site);
        }
        var origin = ctx.header("Origin");
        return origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(ctx.header("Host"));
    }
}
