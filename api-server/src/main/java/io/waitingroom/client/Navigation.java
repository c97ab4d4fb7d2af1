package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the visits of people from all else that browsers and programs ask for. */
public final class Navigation {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private static final List<String> AHEAD_OF_TIME = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
    private static final Pattern PURPOSE = Pattern.compile("prefetch|prerender|preview", Pattern.CASE_INSENSITIVE);

    private Navigation() {}

    /** Whether the answer is fetched before anybody asked for it (prefetch, prerender), and perhaps for nobody. */
    public static boolean isAheadOfTime(Context ctx) {
        return AHEAD_OF_TIME.stream()
                .map(ctx::header)
                .anyMatch(purpose -> purpose != null && PURPOSE.matcher(purpose).find());
    }

    /**
     * Whether a person is to see the answer as a page of its own. Browsers say what they want it for (W3C Fetch Metadata); those
     * that are too old for that ask for HTML, and scripts for anything.
     *
     * @param method by which the client asks
     */
    public static boolean isOne(Context ctx, String method) {
        return METHODS.contains(method) && isForPage(ctx);
    }

    /**
     * Whether a person is to see the answer to a form that they sent as a page of its own.
     *
     * @param method by which the client asks
     */
    public static boolean isForm(Context ctx, String method) {
        return method.equals("POST") && isForPage(ctx);
    }

    private static boolean isForPage(Context ctx) {
        if (ctx.header("Upgrade") != null) {
            return false;
        }
        var mode = ctx.header("Sec-Fetch-Mode");
        if (mode != null) {
            var use = Optional.ofNullable(ctx.header("Sec-Fetch-Dest")).orElse("document");
            return mode.equals("navigate") && use.equals("document");
        }
        return ctx.header("X-Requested-With") == null
                && Optional.ofNullable(ctx.header("Accept"))
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains("text/html");
    }
}
