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
 * The cookies that the page sets in a browser. The page's script sets the same ones, so only cookies that it never needs are
 * HttpOnly.
 */
public final class Cookies {
    /** Holds the session id. */
    public static final String SESSION = "waiting-room-session";

    /** Holds the {@link DisplayedPosition}. */
    private static final String DISPLAYED = "waiting-room-seen";
    /**
     * Holds the Idempotency-Key of the next join. It is set before the join: a browser that does not send it back could not
     * keep a session either.
     */
    private static final String KEY = "waiting-room-key";

    private static final String LANGUAGE = "waiting-room-language";
    private static final String ROUND = "waiting-room-round";
    private static final Duration DAY = Duration.ofDays(1);
    /** A visitor who comes back later than this was inside in the meantime, so it is no redirect loop. */
    private static final Duration ROUND_AGE = Duration.ofSeconds(30);

    private final CookieRules rules;

    public Cookies(CookieRules rules) {
        this.rules = rules;
    }

    /** The values of all session cookies, in the order in which the browser sent them. */
    static Stream<String> sessions(Context ctx) {
        return SentCookies.values(ctx, SESSION);
    }

    static DisplayedPosition displayed(Context ctx) {
        return get(ctx, DISPLAYED).map(DisplayedPosition::parse).orElse(DisplayedPosition.NOTHING);
    }

    static Optional<String> language(Context ctx) {
        return get(ctx, LANGUAGE);
    }

    /** The Idempotency-Key for the join, so that pressing the button twice joins once. */
    static Optional<IdempotencyKey> key(Context ctx) {
        return get(ctx, KEY).flatMap(IdempotencyKey::parse);
    }

    /** How many times in a row the browser was let in to a destination and came back soon. */
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

    /** Sets a new Idempotency-Key, unless the browser has one. */
    void ensureKey(Context ctx) {
        if (key(ctx).isEmpty()) {
            rules.set(ctx, KEY, UUID.randomUUID().toString(), DAY, true);
        }
    }

    /** Sets the session of an instant entry, whose visitor has not seen the page. */
    public void setSession(Context ctx, String session) {
        rules.set(ctx, SESSION, session, DAY, false);
    }

    void setSession(Context ctx, String session, DisplayedPosition displayed) {
        setSession(ctx, session);
        rules.set(ctx, DISPLAYED, displayed.format(), DAY, false);
    }

    /** Removes the session. {@code asOf} is kept: it describes the room and stays valid without a session. */
    void removeSession(Context ctx, String asOf) {
        rules.set(ctx, SESSION, "", Duration.ZERO, false);
        rules.set(ctx, DISPLAYED, new DisplayedPosition(asOf, 0, 0).format(), DAY, false);
        rules.set(ctx, KEY, "", Duration.ZERO, true);
    }

    private static Optional<String> get(Context ctx, String name) {
        return SentCookies.values(ctx, name).findFirst();
    }

    /** The attributes that the script appends to the cookies that it sets. */
    String attributes(Context ctx) {
        return rules.attributes(ctx);
    }
}
