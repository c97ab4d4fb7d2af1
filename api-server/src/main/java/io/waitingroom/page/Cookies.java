package io.waitingroom.page;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.waitingroom.client.SentCookies;
import io.waitingroom.client.SentTo;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the page keeps in a browser. The script keeps the same in the same cookies, so none of them is hidden from it;
 * they are for this site only, and no other site's request carries them except a visit.
 */
public final class Cookies {
    /** Holds the session's id. */
    public static final String SESSION = "waiting-room-session";

    private static final String SEEN = "waiting-room-seen";
    private static final String LANGUAGE = "waiting-room-language";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private Cookies() {}

    /** What the browser may hold its place by, in the order in which it was sent. */
    static Stream<String> sessions(Context ctx) {
        return SentCookies.values(ctx, SESSION);
    }

    static Seen seen(Context ctx) {
        return get(ctx, SEEN).map(Seen::read).orElse(Seen.NOTHING);
    }

    static Optional<String> language(Context ctx) {
        return get(ctx, LANGUAGE);
    }

    static void keepLanguage(Context ctx, Texts texts) {
        set(ctx, LANGUAGE, texts.code(), YEAR);
    }

    static void keep(Context ctx, String session, Seen seen) {
        set(ctx, SESSION, session, DAY);
        set(ctx, SEEN, seen.write(), DAY);
    }

    /** What the browser was told of the room stays true when its place is none any more. */
    static void forget(Context ctx, String asOf) {
        set(ctx, SESSION, "", Duration.ZERO);
        set(ctx, SEEN, new Seen(asOf, 0, 0).write(), DAY);
    }

    private static Optional<String> get(Context ctx, String name) {
        return SentCookies.values(ctx, name).findFirst();
    }

    private static void set(Context ctx, String name, String value, Duration age) {
        var cookie =
                new Cookie(name, value, "/", (int) age.toSeconds(), SentTo.overTls(ctx), false, null, SameSite.LAX);
        ctx.cookie(cookie);
    }
}
