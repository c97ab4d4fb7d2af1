package io.waitingroom.site;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;

/**
 * Which site a request was sent from. Browsers say so in {@code Sec-Fetch-Site} (W3C Fetch Metadata) and, with every POST, in
 * {@code Origin}; what says neither is no browser of these ten years, and cookies of {@code SameSite=Lax} do not come with a
 * form of another site in any case.
 */
public final class SentFrom {
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private SentFrom() {}

    /** Whether a page of neither this server nor an allowed origin sent it: nothing may be changed by that. */
    public static boolean aStranger(Context ctx, AllowedOrigins allowed) {
        var site = ctx.header("Sec-Fetch-Site");
        var origin = ctx.header("Origin");
        if (site != null && OURS.contains(site) || site == null && origin == null) {
            return false;
        }
        var isOurs = site == null && isOf(ctx.header("Host"), origin);
        return !isOurs && (origin == null || !allowed.has(origin));
    }

    private static boolean isOf(String host, String origin) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
