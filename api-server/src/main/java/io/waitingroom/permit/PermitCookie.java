package io.waitingroom.permit;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.waitingroom.client.SentCookies;
import io.waitingroom.client.SentTo;

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
        if (SentCookies.values(ctx, NAME).findAny().isPresent()) {
            set(ctx, "", 0);
        }
    }

    private static void set(Context ctx, String value, int seconds) {
        ctx.cookie(new Cookie(NAME, value, "/", seconds, SentTo.overTls(ctx), true, null, SameSite.LAX));
    }
}
