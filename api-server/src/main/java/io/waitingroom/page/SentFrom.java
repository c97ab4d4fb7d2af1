package io.waitingroom.page;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;

/**
 * Which site a form was sent from. Browsers say so in {@code Sec-Fetch-Site} (W3C Fetch Metadata), older ones in
 * {@code Origin}; what says neither is no browser of these ten years, and cookies of {@code SameSite=Lax} do not come
 * with a form of another site in any case.
 */
final class SentFrom {
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private SentFrom() {}

    static boolean anotherSite(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return !OURS.contains(site);
        }
        var origin = ctx.header("Origin");
        return origin != null && !isOurs(origin, ctx.header("Host"));
    }

    private static boolean isOurs(String origin, String host) {
        try {
            return URI.create(origin).getRawAuthority() != null
                    && URI.create(origin).getRawAuthority().equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
