package io.waitingroom.permit;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/**
 * Where a browser keeps a permit: hidden from scripts, for this host only, and not sent with what other sites make it ask
 * for, except a visit.
 */
public final class PermitCookie {
    /** The cookie's name, and that of the parameter in which a permit is handed to another host. */
    public static final String NAME = "waiting-room-permit";

    private PermitCookie() {}

    /** Makes the browser keep it for as long as it is good. */
    public static void keep(Context ctx, Permit permit) {
        set(ctx, permit.text(), (int) permit.remaining().toSeconds());
    }

    /** Makes a browser that has one forget it. */
    public static void forget(Context ctx) {
        if (ctx.cookie(NAME) != null) {
            set(ctx, "", 0);
        }
    }

    private static void set(Context ctx, String value, int seconds) {
        ctx.cookie(new Cookie(NAME, value, "/", seconds, overTls(ctx), true, null, SameSite.LAX));
    }

    /**
     * Whether the browser speaks TLS, to this server or to the proxy in front. Anybody may claim that: whoever lies gets a
     * cookie that their own browser does not send.
     */
    public static boolean overTls(Context ctx) {
        return ctx.scheme().equals("https") || "https".equals(ctx.header("X-Forwarded-Proto"));
    }
}
