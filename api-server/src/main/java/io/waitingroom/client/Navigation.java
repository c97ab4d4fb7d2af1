package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells the visits of people from all else that browsers and programs ask for. */
public final class Navigation {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private Navigation() {}

    /**
     * Whether a person is to see the answer as a page of its own. Browsers say what they want it for (W3C Fetch Metadata); those
     * that are too old for that ask for HTML, and scripts for anything.
     *
     * @param method by which the client asks
     */
    public static boolean isOne(Context ctx, String method) {
        if (!METHODS.contains(method) || ctx.header("Upgrade") != null) {
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
