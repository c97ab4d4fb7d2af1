package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Distinguishes page loads and form posts in a browser from all other requests. */
public final class Navigation {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private static final List<String> PURPOSE_HEADERS = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
    private static final Pattern SPECULATIVE = Pattern.compile("prefetch|prerender|preview", Pattern.CASE_INSENSITIVE);

    private Navigation() {}

    /** Returns whether the browser loads the response in advance (prefetch, prerender). The user may never open the page. */
    public static boolean isSpeculative(Context ctx) {
        return PURPOSE_HEADERS.stream()
                .map(ctx::header)
                .anyMatch(purpose ->
                        purpose != null && SPECULATIVE.matcher(purpose).find());
    }

    /**
     * Returns whether the browser will display the response as a page. Browsers say what they will use the response for (W3C Fetch
     * Metadata). Older browsers do not, but they explicitly accept HTML, whereas scripts accept anything.
     *
     * @param method the method of the client's request; if a proxy asks on the client's behalf, the proxy's own request may have another
     *     method
     */
    public static boolean isPageLoad(Context ctx, String method) {
        return METHODS.contains(method) && isForPage(ctx);
    }

    /**
     * Returns whether the request posts a form and the browser will display the response as a page.
     *
     * @param method the method of the client's request; if a proxy asks on the client's behalf, the proxy's own request may have another
     *     method
     */
    public static boolean isFormPost(Context ctx, String method) {
        return method.equals("POST") && isForPage(ctx);
    }

    private static boolean isForPage(Context ctx) {
        if (ctx.header("Upgrade") != null) {
            return false;
        }
        var mode = ctx.header("Sec-Fetch-Mode");
        if (mode != null) {
            var destination = Optional.ofNullable(ctx.header("Sec-Fetch-Dest")).orElse("document");
            return mode.equals("navigate") && destination.equals("document");
        }
        return ctx.header("X-Requested-With") == null
                && Optional.ofNullable(ctx.header("Accept"))
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains("text/html");
    }
}
