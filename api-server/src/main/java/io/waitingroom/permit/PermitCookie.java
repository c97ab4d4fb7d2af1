package io.waitingroom.permit;

import io.javalin.http.Context;
import io.waitingroom.client.CookieRules;
import io.waitingroom.client.SentCookies;
import io.waitingroom.permit.check.PermitFormat;
import java.time.Duration;

/** The cookie that holds a permit in the browser. Scripts cannot read it (HttpOnly). */
public final class PermitCookie {
    private final CookieRules rules;

    public PermitCookie(CookieRules rules) {
        this.rules = rules;
    }

    /** Sets the cookie. It expires together with the permit. */
    public void set(Context ctx, Permit permit) {
        rules.set(ctx, PermitFormat.COOKIE, permit.text(), permit.remaining(), true);
    }

    /** Removes the cookie from the browser, if the browser sent it with this request. */
    public void clear(Context ctx) {
        if (SentCookies.values(ctx, PermitFormat.COOKIE).findAny().isPresent()) {
            rules.set(ctx, PermitFormat.COOKIE, "", Duration.ZERO, true);
        }
    }
}
