package io.waitingroom.permit;

import io.javalin.http.Context;
import io.waitingroom.client.CookieRules;
import io.waitingroom.client.SentCookies;
import io.waitingroom.permit.check.PermitFormat;
import java.time.Duration;

/** Where a browser keeps a permit: hidden from scripts. */
public final class PermitCookie {
    private final CookieRules rules;

    public PermitCookie(CookieRules rules) {
        this.rules = rules;
    }

    /** Makes the browser keep it for as long as it is good. */
    public void keep(Context ctx, Permit permit) {
        rules.set(ctx, PermitFormat.COOKIE, permit.text(), permit.remaining(), true);
    }

    /** Makes a browser that has one forget it. */
    public void forget(Context ctx) {
        if (SentCookies.values(ctx, PermitFormat.COOKIE).findAny().isPresent()) {
            rules.set(ctx, PermitFormat.COOKIE, "", Duration.ZERO, true);
        }
    }
}
