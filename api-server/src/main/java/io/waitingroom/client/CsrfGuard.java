package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects requests that a page of a foreign site sent (CSRF). Browsers name the sending site in {@code Sec-Fetch-Site} (W3C Fetch
 * Metadata). With every POST, they also name the origin of the page in {@code Origin}. All browsers of the last ten years send at least one
 * of these headers. The attribute {@code SameSite=Lax} also protects, even without this check: if a page of another site sends a form, the
 * browser does not add cookies that have this attribute.
 */
public final class CsrfGuard {
    private static final Logger log = LoggerFactory.getLogger(CsrfGuard.class);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final AllowedOrigins allowed;
    private final RequestedHost requestedHost;
    private final AtomicBoolean wasLogged = new AtomicBoolean();

    /**
     * Creates a guard.
     *
     * @param allowed the origins whose pages have the same rights as the pages of this server
     * @param requestedHost finds the host that a request was sent to
     */
    public CsrfGuard(AllowedOrigins allowed, RequestedHost requestedHost) {
        this.allowed = allowed;
        this.requestedHost = requestedHost;
    }

    /**
     * Returns whether a foreign page sent the request: a page that belongs neither to this server nor to an allowed origin. A request from
     * a foreign page must not change anything.
     */
    public boolean isForeign(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        var origin = ctx.header("Origin");
        if (site != null && OWN_SITES.contains(site) || site == null && origin == null) {
            return false;
        }
        var isOwn = site == null && requestedHost.isHostOf(ctx, origin);
        var isForeign = !isOwn && (origin == null || !allowed.has(origin));
        if (isForeign && site == null) {
            logRewrittenHost(ctx, origin);
        }
        return isForeign;
    }

    // A proxy that rewrites Host makes a request look foreign if its browser sends only Origin. Logs how to configure
    // this, once.
    private void logRewrittenHost(Context ctx, String origin) {
        var forwarded = Optional.ofNullable(ctx.header("X-Forwarded-Host")).orElse("");
        if (RequestedHost.isHostOf(forwarded, origin) && !wasLogged.getAndSet(true)) {
            log.warn(
                    "A form of our own page was refused: the header Host is not the host that the browser requested. X-Forwarded-Host "
                            + "is, but its sender is not one of --trusted-proxies");
        }
    }
}
