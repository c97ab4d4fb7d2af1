package io.waitingroom.page;

import io.javalin.http.Context;
import io.waitingroom.client.CookieRules;
import io.waitingroom.client.SentCookies;
import io.waitingroom.session.IdempotencyKey;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The cookies that the page sets in a browser. The page's script sets some of these cookies too. Only cookies that the script
 * never needs are HttpOnly.
 */
public final class Cookies {
    /** The name of the cookie that holds the session id. */
    public static final String SESSION = "waiting-room-session";

    /** The name of the cookie that holds the {@link DisplayedPosition}. */
    private static final String DISPLAYED = "waiting-room-seen";
    /**
     * The name of the cookie that holds the Idempotency-Key of the next join. The page sets this cookie before the join. If a
     * browser does not send this cookie back, it could not keep a session either.
     */
    private static final String KEY = "waiting-room-key";

    private static final String LANGUAGE = "waiting-room-language";
    private static final String ROUND = "waiting-room-round";
    private static final Duration DAY = Duration.ofDays(1);
    /**
     * The lifetime of the cookie that counts redirect rounds. If a visitor comes back after a longer time, the visitor was in the
     * protected service in the meantime, so there is no redirect loop.
     */
    private static final Duration ROUND_AGE = Duration.ofSeconds(30);

    private final CookieRules rules;

    public Cookies(CookieRules rules) {
        this.rules = rules;
    }

    /** Returns the values of all cookies with the name {@link #SESSION}, in the order in which the browser sent them. */
    static Stream<String> sessions(Context ctx) {
        return SentCookies.values(ctx, SESSION);
    }

    static DisplayedPosition displayed(Context ctx) {
        return get(ctx, DISPLAYED).map(DisplayedPosition::parse).orElse(DisplayedPosition.NOTHING);
    }

    static Optional<String> language(Context ctx) {
        return get(ctx, LANGUAGE);
    }

    /** Returns the Idempotency-Key for the join. Because of this key, a visitor who presses the button twice joins only one time. */
    static Optional<IdempotencyKey> key(Context ctx) {
        return get(ctx, KEY).flatMap(IdempotencyKey::parse);
    }

    /**
     * Returns how many times in a row the browser was let in to a destination and came back within {@code ROUND_AGE}.
     *
     * @param fingerprint the {@link RedirectLoopGuard#fingerprint} of the destination
     */
    static int round(Context ctx, String fingerprint) {
        return get(ctx, ROUND)
                .filter(text -> text.matches("\\d\\." + fingerprint))
                .map(text -> Character.digit(text.charAt(0), 10))
                .orElse(0);
    }

    void setRound(Context ctx, int round, String fingerprint) {
        rules.set(ctx, ROUND, round + "." + fingerprint, ROUND_AGE, true);
    }

    void setLanguage(Context ctx, Texts texts) {
        rules.set(ctx, LANGUAGE, texts.code(), DAY, false);
    }

    /** Sets the cookie with a new Idempotency-Key, unless the browser already has a key. */
    void ensureKey(Context ctx) {
        if (key(ctx).isEmpty()) {
            rules.set(ctx, KEY, UUID.randomUUID().toString(), DAY, true);
        }
    }

    /**
     * Sets only the cookie with the session id. This is for an instant entry: the visitor has not seen the page, so there is no
     * displayed position to set.
     */
    public void setSession(Context ctx, String session) {
        rules.set(ctx, SESSION, session, DAY, false);
    }

    void setSession(Context ctx, String session, DisplayedPosition displayed) {
        setSession(ctx, session);
        rules.set(ctx, DISPLAYED, displayed.format(), DAY, false);
    }

    /**
     * Removes the session from the browser's cookies.
     *
     * @param asOf the {@code asOf} text to keep in the cookies. It describes the room and stays valid without a session
     */
    void removeSession(Context ctx, String asOf) {
        rules.set(ctx, SESSION, "", Duration.ZERO, false);
        rules.set(ctx, DISPLAYED, new DisplayedPosition(asOf, 0, 0).format(), DAY, false);
        rules.set(ctx, KEY, "", Duration.ZERO, true);
    }

    private static Optional<String> get(Context ctx, String name) {
        return SentCookies.values(ctx, name).findFirst();
    }

    /** Returns the cookie attributes that the page's script appends to each cookie that it sets. */
    String attributes(Context ctx) {
        return rules.attributes(ctx);
    }
}
