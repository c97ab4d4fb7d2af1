package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which site a request was sent from. Browsers say so in {@code Sec-Fetch-Site} (W3C Fetch Metadata) and, with every POST, in
 * {@code Origin}; what says neither is no browser of these ten years, and cookies of {@code SameSite=Lax} do not come with a
 * form of another site in any case.
 */
public final class CsrfGuard {
    private static final Logger log = LoggerFactory.getLogger(CsrfGuard.class);
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final AllowedOrigins allowed;
    private final RequestedHost sentTo;
    private final AtomicBoolean wasExplained = new AtomicBoolean();

    /** @param allowed the origins whose pages may do what those of this server may */
    public CsrfGuard(AllowedOrigins allowed, RequestedHost sentTo) {
        this.allowed = allowed;
        this.sentTo = sentTo;
    }

    /** Whether a page of neither this server nor an allowed origin sent it: nothing may be changed by that. */
    public boolean aStranger(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        var origin = ctx.header("Origin");
        if (site != null && OURS.contains(site) || site == null && origin == null) {
            return false;
        }
        var isOurs = site == null && sentTo.isHostOf(ctx, origin);
        var isStranger = !isOurs && (origin == null || !allowed.has(origin));
        if (isStranger && site == null) {
            explain(ctx, origin);
        }
        return isStranger;
    }

    // A proxy that rewrites Host makes strangers of everybody whose browser says no more than Origin.
    private void explain(Context ctx, String origin) {
        var forwarded = Optional.ofNullable(ctx.header("X-Forwarded-Host")).orElse("");
        if (RequestedHost.isHostOf(forwarded, origin) && !wasExplained.getAndSet(true)) {
            log.warn(
                    "A form of our own page was refused, since Host is not the host that the browser asked. X-Forwarded-Host is, "
                            + "but comes from an address that --trusted-proxies does not name");
        }
    }
}
