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
 * Reads the credentials of a request that names no session in its path. A credential is a permit or a signed session id. The
 * client sends the credential as a bearer token (RFC 6750), in the header {@code X-Waiting-Room-Session}, or in a cookie. Texts
 * that are not ours, such as a token of the protected service, are ignored.
 */
public final class Credentials {
    private static final String SESSION_HEADER = "X-Waiting-Room-Session";
    private static final String BEARER = "bearer ";
    /**
     * The maximum number of credentials that are read from a request. A browser may hold several cookies with the same name for
     * different paths and domains, but no browser needs more than this number.
     */
    private static final int MAX_CREDENTIALS = 8;

    private final Sessions sessions;
    private final PermitIssuer permits;
    private final Function<Context, Binding> bindings;

    public Credentials(Sessions sessions, PermitIssuer permits, Function<Context, Binding> bindings) {
        this.sessions = sessions;
        this.permits = permits;
        this.bindings = bindings;
    }

    /** A text in a request that may be a credential. */
    private record Candidate(String text, boolean isCookie) {}

    /**
     * A session for which the request has a valid credential.
     *
     * @param text the valid credential
     * @param byPermit whether the credential is a permit. The holder of a permit may not know the session's id
     * @param byCookie whether the credential came in a cookie, and therefore from a browser
     */
    record ProvenSession(SessionId session, String text, boolean byPermit, boolean byCookie) {}

    /** Whether a request with these headers may carry a credential. Does not read the credential itself. */
    static boolean mayBeIn(HttpFields headers) {
        return headers.contains(HttpHeader.AUTHORIZATION)
                || headers.contains(SESSION_HEADER)
                || headers.getValuesList(HttpHeader.COOKIE).stream()
                        .anyMatch(
                                cookies -> cookies.contains(Cookies.SESSION) || cookies.contains(PermitFormat.COOKIE));
    }

    /** Whether the request carries any text that may be a credential. */
    boolean isAnyPresent(Context ctx) {
        return candidates(ctx).findAny().isPresent();
    }

    /**
     * Returns each session for which the request has a valid credential, without duplicates. Sessions from headers come first,
     * and sessions from cookies follow.
     */
    CompletableFuture<List<ProvenSession>> proven(Context ctx) {
        var binding = bindings.apply(ctx);
        var all = candidates(ctx)
                .limit(MAX_CREDENTIALS)
                .map(candidate -> read(candidate, binding))
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        distinct(all.stream().map(CompletableFuture::join).flatMap(Optional::stream)));
    }

    private static List<ProvenSession> distinct(Stream<ProvenSession> all) {
        var bySession = new LinkedHashMap<SessionId, ProvenSession>();
        all.forEach(proven -> bySession.putIfAbsent(proven.session, proven));
        return List.copyOf(bySession.values());
    }

    private CompletableFuture<Optional<ProvenSession>> read(Candidate candidate, Binding binding) {
        var text = candidate.text;
        if (text.indexOf('.') < 0) {
            return CompletableFuture.completedFuture(
                    sessions.read(text).map(id -> new ProvenSession(id, text, false, candidate.isCookie)));
        }
        return permits.read(text, binding)
                .thenApply(found -> found.map(id -> new ProvenSession(id, text, true, candidate.isCookie)));
    }

    private static Stream<Candidate> candidates(Context ctx) {
        var inHeaders = Stream.of(bearer(ctx), Optional.ofNullable(ctx.header(SESSION_HEADER)))
                .flatMap(Optional::stream)
                .map(text -> new Candidate(text, false));
        var inCookies = Stream.of(PermitFormat.COOKIE, Cookies.SESSION)
                .flatMap(name -> SentCookies.values(ctx, name))
                .map(text -> new Candidate(text, true));
        return Stream.concat(inHeaders, inCookies).filter(candidate -> !candidate.text.isEmpty());
    }

    private static Optional<String> bearer(Context ctx) {
        return Optional.ofNullable(ctx.header("Authorization"))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
