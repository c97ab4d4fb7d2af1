package io.waitingroom.routes;

import io.javalin.http.Context;
import io.waitingroom.client.SentCookies;
import io.waitingroom.page.Cookies;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.PermitIssuer;
import io.waitingroom.permit.check.PermitFormat;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.Sessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a request that names no session in its path proves one with: a permit or a session's id, as a bearer token (RFC 6750),
 * in a header of its own, or in a cookie. What is none of ours, such as a token of the protected service's own, is passed over.
 */
public final class Credentials {
    private static final String SESSION_HEADER = "X-Waiting-Room-Session";
    private static final String BEARER = "bearer ";
    /** A browser may hold several cookies of a name, by path and domain; nobody needs more of them. */
    private static final int MOST = 8;

    private final Sessions sessions;
    private final PermitIssuer permits;
    private final Function<Context, Binding> bindings;

    public Credentials(Sessions sessions, PermitIssuer permits, Function<Context, Binding> bindings) {
        this.sessions = sessions;
        this.permits = permits;
        this.bindings = bindings;
    }

    /** A text that may prove a session. */
    private record Shown(String text, boolean inCookie) {}

    /**
     * A session that a request proves to be for.
     *
     * @param text what proves it
     * @param byPermit whether that is a permit, whose holder need not know the session's id
     * @param byCookie whether it came in a cookie, and so from a browser
     */
    record Proven(SessionId session, String text, boolean byPermit, boolean byCookie) {}

    /** Whether a request may show one, as far as its head tells before it is looked into. */
    static boolean mayBeIn(HttpFields head) {
        return head.contains(HttpHeader.AUTHORIZATION)
                || head.contains(SESSION_HEADER)
                || head.getValuesList(HttpHeader.COOKIE).stream()
                        .anyMatch(
                                cookies -> cookies.contains(Cookies.SESSION) || cookies.contains(PermitFormat.COOKIE));
    }

    /** Whether the request shows anything that might be one. */
    boolean isShownAny(Context ctx) {
        return shown(ctx).findAny().isPresent();
    }

    /** The sessions that a request proves to be for, each once, those shown on purpose before those in cookies. */
    CompletableFuture<List<Proven>> proven(Context ctx) {
        var binding = bindings.apply(ctx);
        var all = shown(ctx).limit(MOST).map(shown -> read(shown, binding)).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        distinct(all.stream().map(CompletableFuture::join).flatMap(Optional::stream)));
    }

    private static List<Proven> distinct(Stream<Proven> all) {
        var known = new LinkedHashMap<SessionId, Proven>();
        all.forEach(proven -> known.putIfAbsent(proven.session, proven));
        return List.copyOf(known.values());
    }

    private CompletableFuture<Optional<Proven>> read(Shown shown, Binding binding) {
        if (shown.text.indexOf('.') < 0) {
            return CompletableFuture.completedFuture(
                    sessions.read(shown.text).map(id -> new Proven(id, shown.text, false, shown.inCookie)));
        }
        return permits.read(shown.text, binding)
                .thenApply(found -> found.map(id -> new Proven(id, shown.text, true, shown.inCookie)));
    }

    private static Stream<Shown> shown(Context ctx) {
        var named = Stream.of(bearer(ctx), Optional.ofNullable(ctx.header(SESSION_HEADER)))
                .flatMap(Optional::stream)
                .map(text -> new Shown(text, false));
        var inCookies = Stream.of(PermitFormat.COOKIE, Cookies.SESSION)
                .flatMap(name -> SentCookies.values(ctx, name))
                .map(text -> new Shown(text, true));
        return Stream.concat(named, inCookies).filter(shown -> !shown.text.isEmpty());
    }

    private static Optional<String> bearer(Context ctx) {
        return Optional.ofNullable(ctx.header("Authorization"))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
