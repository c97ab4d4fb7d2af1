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
 * What the page keeps in a browser. The script keeps the same in the same cookies, so none of them is hidden from it but those
 * that it has no use for.
 */
public final class Cookies {
    /** Holds the session's id. */
    public static final String SESSION = "waiting-room-session";

    private static final String SEEN = "waiting-room-seen";
    /** Is there before a place is taken: a browser that does not bring it back could not keep the place either. */
    private static final String KEY = "waiting-room-key";

    private static final String LANGUAGE = "waiting-room-language";
    private static final String ROUND = "waiting-room-round";
    private static final Duration DAY = Duration.ofDays(1);
    /** A visitor who comes back later was inside meanwhile. */
    private static final Duration ROUND_AGE = Duration.ofSeconds(30);

    private final CookieRules rules;

    public Cookies(CookieRules rules) {
        this.rules = rules;
    }

    /** What the browser may hold its place by, in the order in which it was sent. */
    static Stream<String> sessions(Context ctx) {
        return SentCookies.values(ctx, SESSION);
    }

    static DisplayedPosition seen(Context ctx) {
        return get(ctx, SEEN).map(DisplayedPosition::read).orElse(DisplayedPosition.NOTHING);
    }

    static Optional<String> language(Context ctx) {
        return get(ctx, LANGUAGE);
    }

    /** By what the browser is to join, so that to press the button twice is to join once. */
    static Optional<IdempotencyKey> key(Context ctx) {
        return get(ctx, KEY).flatMap(IdempotencyKey::parse);
    }

    /** How often in a row the browser was let in to a destination and came back soon. */
    static int round(Context ctx, String fingerprint) {
        return get(ctx, ROUND)
                .filter(text -> text.matches("\\d\\." + fingerprint))
                .map(text -> Character.digit(text.charAt(0), 10))
                .orElse(0);
    }

    void keepRound(Context ctx, int round, String fingerprint) {
        rules.set(ctx, ROUND, round + "." + fingerprint, ROUND_AGE, true);
    }

    void keepLanguage(Context ctx, Texts texts) {
        rules.set(ctx, LANGUAGE, texts.code(), DAY, false);
    }

    void keepKey(Context ctx) {
        if (key(ctx).isEmpty()) {
            rules.set(ctx, KEY, UUID.randomUUID().toString(), DAY, true);
        }
    }

    /** For somebody who came in without having seen the page. */
    public void keepEntry(Context ctx, String session) {
        rules.set(ctx, SESSION, session, DAY, false);
    }

    void keep(Context ctx, String session, DisplayedPosition seen) {
        rules.set(ctx, SESSION, session, DAY, false);
        rules.set(ctx, SEEN, seen.write(), DAY, false);
    }

    /** What the browser was told of the room stays true when its place is none any more. */
    void forget(Context ctx, String asOf) {
        rules.set(ctx, SESSION, "", Duration.ZERO, false);
        rules.set(ctx, SEEN, new DisplayedPosition(asOf, 0, 0).write(), DAY, false);
        rules.set(ctx, KEY, "", Duration.ZERO, true);
    }

    private static Optional<String> get(Context ctx, String name) {
        return SentCookies.values(ctx, name).findFirst();
    }

    /** The rules of the cookies that the script sets. */
    String rules(Context ctx) {
        return rules.attributes(ctx);
    }
}
