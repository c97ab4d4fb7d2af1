package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.client.SearchEngine;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.permit.Permit;
import io.waitingroom.process.Causes;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.routes.Credentials.ProvenSession;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import io.waitingroom.status.OnlineChecks;
import io.waitingroom.status.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Serves the online check, which tells whether the client of a request may enter the protected service now. The protected
 * service, or the proxy in front of it, sends a check for each request. The path of a check may end with the path of the
 * original request. Such a check may have any method.
 */
public final class VerifyRoutes {
    static final String PATH = "/api/waiting-room/verify";
    private static final String SUBJECT = "Waiting-Room-Subject";
    private static final String REMAINING = "Waiting-Room-Remaining";
    private static final String PAGE = "Waiting-Room-Page";
    private static final String CHALLENGE = "Bearer realm=\"waiting-room\"";

    /**
     * The timeout of the reads from Redis. It is shorter than the timeout of the whole request, so that this class decides the
     * response when Redis is slow.
     */
    private static final long REDIS_TIMEOUT_MILLIS = Sessions.TIMEOUT_MILLIS - 300;

    private final OnlineChecks checks;
    private final Credentials credentials;
    private final WaitingPageRedirect pageRedirect;
    private final FailOpenPolicy failOpen;
    private final InstantEntryCheck instantEntry;

    public VerifyRoutes(
            OnlineChecks checks,
            Credentials credentials,
            WaitingPageRedirect pageRedirect,
            FailOpenPolicy failOpen,
            InstantEntryCheck instantEntry) {
        this.checks = checks;
        this.credentials = credentials;
        this.pageRedirect = pageRedirect;
        this.failOpen = failOpen;
        this.instantEntry = instantEntry;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::verify);
        routes.head(PATH, this::verify);
        // Envoy's external authorization keeps the original method and appends the original path to ours.
        var withOriginalPath = PATH + "/*";
        routes.get(withOriginalPath, this::verify);
        routes.head(withOriginalPath, this::verify);
        routes.post(withOriginalPath, this::verify);
        routes.put(withOriginalPath, this::verify);
        routes.patch(withOriginalPath, this::verify);
        routes.delete(withOriginalPath, this::verify);
        routes.options(withOriginalPath, this::verify);
    }

    /** Returns whether the request is a check whose path ends with the path of the original request. */
    public static boolean hasOriginalPath(Context ctx) {
        return ctx.path().startsWith(PATH + "/");
    }

    /** The result of an online check. */
    private sealed interface Verdict {
        /**
         * The request may enter, because it has a credential for an ACTIVE session.
         *
         * @param remaining the time until the session's deadline
         * @param permit a permit for the response, if the caller asked for one
         */
        record Passed(SessionId session, Duration remaining, Optional<Permit> permit) implements Verdict {}

        /**
         * The request may not enter, because it has no credential for an ACTIVE session.
         *
         * @param hasCredentials whether the request contained any credential, valid or not
         * @param isKnown whether a credential proves a session that exists but is not ACTIVE
         * @param isWaiting whether a credential proves a WAITING session
         */
        record Refused(boolean hasCredentials, boolean isKnown, boolean isWaiting) implements Verdict {}

        record Entered(InstantEntryCheck.Entry entry) implements Verdict {}

        /** The session could not be read from Redis. */
        record Unavailable() implements Verdict {}
    }

    private void verify(Context ctx) {
        var verdict = credentials.isAnyPresent(ctx)
                ? checkCredentials(ctx).exceptionally(VerifyRoutes::unavailableOrThrow)
                : CompletableFuture.<Verdict>completedFuture(new Verdict.Refused(false, false, false));
        AsyncResponse.respond(
                ctx, verdict.thenCompose(found -> addPermitOrEnter(ctx, found)), found -> answer(ctx, found));
    }

    // A WAITING session keeps its place in the queue. A session that has ended is replaced by a new one.
    private CompletableFuture<Verdict> addPermitOrEnter(Context ctx, Verdict verdict) {
        if (verdict instanceof Verdict.Passed passed && InstantEntryCheck.isRequested(ctx)) {
            return instantEntry
                    .permit(ctx, passed.session(), passed.remaining())
                    .thenApply(permit -> new Verdict.Passed(passed.session(), passed.remaining(), permit));
        }
        return verdict instanceof Verdict.Refused refused && !refused.isWaiting()
                ? instantEntry
                        .enter(ctx)
                        .<Verdict>thenApply(found ->
                                found.<Verdict>map(Verdict.Entered::new).orElse(verdict))
                        // If Redis is unavailable, the visit stays refused, and the waiting page tells the visitor why.
                        .exceptionally(error -> unavailableOrThrow(error) instanceof Verdict.Unavailable
                                ? verdict
                                : unavailableOrThrow(error))
                : CompletableFuture.completedFuture(verdict);
    }

    private CompletableFuture<Verdict> checkCredentials(Context ctx) {
        try {
            return credentials
                    .proven(ctx)
                    .thenCompose(proven -> withTimeout(checkSessions(proven, new Verdict.Refused(true, false, false))));
        } catch (RedisUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    // Covers only the reads from Redis, not the checks of signatures. A client could make those slow by sending many
    // credentials, and would get in by that with --fail-open.
    private static CompletableFuture<Verdict> withTimeout(CompletableFuture<Verdict> verdict) {
        return verdict.completeOnTimeout(new Verdict.Unavailable(), REDIS_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    // One ACTIVE session is enough: a browser may still hold the permit of an earlier session as well.
    private CompletableFuture<Verdict> checkSessions(List<ProvenSession> remaining, Verdict.Refused soFar) {
        if (remaining.isEmpty()) {
            return CompletableFuture.completedFuture(soFar);
        }
        var session = remaining.get(0).session();
        return checks.check(session)
                .thenCompose(found -> isActive(found)
                        ? CompletableFuture.completedFuture(
                                new Verdict.Passed(session, found.orElseThrow().remaining(), Optional.empty()))
                        : checkSessions(remaining.subList(1, remaining.size()), merge(soFar, found)));
    }

    private static Verdict.Refused merge(Verdict.Refused soFar, Optional<SessionView> found) {
        var isWaiting =
                found.filter(view -> view.state() == SessionState.WAITING).isPresent();
        return new Verdict.Refused(true, soFar.isKnown() || found.isPresent(), soFar.isWaiting() || isWaiting);
    }

    private static boolean isActive(Optional<SessionView> found) {
        return found.filter(view -> view.state() == SessionState.ACTIVE).isPresent();
    }

    private static Verdict unavailableOrThrow(Throwable error) {
        var cause = Causes.of(error);
        if (cause instanceof RedisUnavailableException) {
            return new Verdict.Unavailable();
        }
        throw new CompletionException(cause);
    }

    private void answer(Context ctx, Verdict verdict) {
        if (verdict instanceof Verdict.Passed passed) {
            failOpen.recordSuccess();
            ctx.status(204);
            setSessionHeaders(ctx, passed.session(), passed.remaining());
            InstantEntryCheck.setPermitHeader(ctx, passed.permit());
        } else if (verdict instanceof Verdict.Entered entered) {
            instantEntry.answer(ctx, entered.entry());
        } else if (verdict instanceof Verdict.Refused refused) {
            refuse(ctx, refused);
        } else {
            failOpen.answer(ctx);
        }
    }

    /** Sets two response headers: the session's subject, and the number of seconds until the session's deadline. */
    static void setSessionHeaders(Context ctx, SessionId session, Duration remaining) {
        ctx.header(SUBJECT, session.subject()).header(REMAINING, Long.toString(remaining.toSeconds()));
    }

    private void refuse(Context ctx, Verdict.Refused refused) {
        if (SearchEngine.isVisit(ctx, WaitingPageRedirect.method(ctx))
                && (pageRedirect.isRequested(ctx) || InstantEntryCheck.isOffline(ctx))) {
            throw SearchEngine.refusal(ctx);
        }
        if (pageRedirect.applies(ctx)) {
            pageRedirect.send(ctx);
            return;
        }
        ctx.header(PAGE, pageRedirect.page());
        throw new ProblemException((refused.isKnown() && !pageRedirect.isRequested(ctx)
                        ? Problem.of(403, "It is not this session's turn, or no longer.")
                        : unauthorized(ctx, refused.hasCredentials()))
                .withWaitingPage(pageRedirect.page()));
    }

    /**
     * Returns a problem with status 401, and sets the response header {@code WWW-Authenticate}.
     *
     * @param hasCredentials whether the request contained credentials. If it did, none of them was valid
     */
    static Problem unauthorized(Context ctx, boolean hasCredentials) {
        ctx.header("WWW-Authenticate", hasCredentials ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
        return Problem.of(
                401, hasCredentials ? "The permit or session is not good." : "A permit or session is needed.");
    }
}
