package io.waitingroom.permit;

import io.javalin.http.Context;
import io.waitingroom.client.CookieRules;
import io.waitingroom.client.SentCookies;
import java.time.Duration;

/** Where a browser keeps a permit: hidden from scripts. */
public final class PermitCookie {
    /** The cookie's name, and that of the parameter in which a permit is handed to another host. */
    public static final String NAME = "waiting-room-permit";

    private final CookieRules rules;

    public PermitCookie(CookieRules rules) {
        this.rules = rules;
    }

    /** Makes the browser keep it for as long as it is good. */
    public void keep(Context ctx, Permit permit) {
        rules.set(ctx, NAME, permit.text(), permit.remaining(), true);
    }

    /** Makes a browser that has one forget it. */
    public void forget(Context ctx) {
        if (SentCookies.values(ctx, NAME).findAny().isPresent()) {
            rules.set(ctx, NAME, "", Duration.ZERO, true);
        }
    }
}
