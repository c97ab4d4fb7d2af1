package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.client.SearchEngine;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.permit.Permit;
import io.waitingroom.process.Causes;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.routes.Credentials.Proven;
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
 * The online check: whether whoever sent a request may come in, as of now. Asked by the protected service or by the proxy in
 * front of it, for each request; what the request wanted may be the rest of the path, by whatever method.
 */
public final class VerifyRoutes {
    static final String PATH = "/api/waiting-room/verify";
    private static final String SUBJECT = "Waiting-Room-Subject";
    private static final String REMAINING = "Waiting-Room-Remaining";
    private static final String PAGE = "Waiting-Room-Page";
    private static final String CHALLENGE = "Bearer realm=\"waiting-room\"";

    /** Less than a request may take, so that what becomes of it is decided here. */
    private static final long REDIS_LIMIT_MILLIS = Sessions.LIMIT_MILLIS - 300;

    private final OnlineChecks checks;
    private final Credentials credentials;
    private final WaitingPageRedirect wayBack;
    private final FailOpenPolicy failOpen;
    private final InstantEntryCheck freeEntry;

    public VerifyRoutes(
            OnlineChecks checks,
            Credentials credentials,
            WaitingPageRedirect wayBack,
            FailOpenPolicy failOpen,
            InstantEntryCheck freeEntry) {
        this.checks = checks;
        this.credentials = credentials;
        this.wayBack = wayBack;
        this.failOpen = failOpen;
        this.freeEntry = freeEntry;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::verify);
        routes.head(PATH, this::verify);
        // An external authorization of Envoy keeps the method, and puts the path that was wanted behind ours.
        var wanted = PATH + "/*";
        routes.get(wanted, this::verify);
        routes.head(wanted, this::verify);
        routes.post(wanted, this::verify);
        routes.put(wanted, this::verify);
        routes.patch(wanted, this::verify);
        routes.delete(wanted, this::verify);
        routes.options(wanted, this::verify);
    }

    public static boolean isVerify(Context ctx) {
        return ctx.path().startsWith(PATH + "/");
    }

    /** What became of a check. */
    private sealed interface Verdict {
        /** @param permit that proves it, where that was asked for */
        record Passed(SessionId session, Duration remaining, Optional<Permit> permit) implements Verdict {}

        /**
         * @param shown whether anything was shown
         * @param known whether there is such a session, which is not ACTIVE
         * @param waits whether it is WAITING
         */
        record Refused(boolean shown, boolean known, boolean waits) implements Verdict {}

        record Entered(InstantEntryCheck.Entry entry) implements Verdict {}

        record CannotTell() implements Verdict {}
    }

    private void verify(Context ctx) {
        var judged = credentials.isShownAny(ctx)
                ? judge(ctx).exceptionally(VerifyRoutes::excuse)
                : CompletableFuture.<Verdict>completedFuture(new Verdict.Refused(false, false, false));
        AsyncResponse.respond(
                ctx, judged.thenCompose(verdict -> orEnter(ctx, verdict)), verdict -> answer(ctx, verdict));
    }

    // A session that waits keeps its place; one that has ended is replaced by a new one.
    private CompletableFuture<Verdict> orEnter(Context ctx, Verdict verdict) {
        if (verdict instanceof Verdict.Passed passed && InstantEntryCheck.isAskedFor(ctx)) {
            return freeEntry
                    .permit(ctx, passed.session(), passed.remaining())
                    .thenApply(permit -> new Verdict.Passed(passed.session(), passed.remaining(), permit));
        }
        return verdict instanceof Verdict.Refused refused && !refused.waits()
                ? freeEntry
                        .of(ctx)
                        .<Verdict>thenApply(found ->
                                found.<Verdict>map(Verdict.Entered::new).orElse(verdict))
                        // Whom the room cannot be told for at the moment, the page tells so.
                        .exceptionally(error -> excuse(error) instanceof Verdict.CannotTell ? verdict : excuse(error))
                : CompletableFuture.completedFuture(verdict);
    }

    private CompletableFuture<Verdict> judge(Context ctx) {
        try {
            return credentials
                    .proven(ctx)
                    .thenCompose(proven -> answerInTime(judge(proven, new Verdict.Refused(true, false, false))));
        } catch (RedisUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    // Only of Redis: that signatures take long to be checked is in the hand of whoever shows many.
    private static CompletableFuture<Verdict> answerInTime(CompletableFuture<Verdict> verdict) {
        return verdict.completeOnTimeout(new Verdict.CannotTell(), REDIS_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    // One that is ACTIVE will do: a browser may still hold the permit of an earlier session.
    private CompletableFuture<Verdict> judge(List<Proven> left, Verdict.Refused soFar) {
        if (left.isEmpty()) {
            return CompletableFuture.completedFuture(soFar);
        }
        var session = left.get(0).session();
        return checks.check(session)
                .thenCompose(found -> isActive(found)
                        ? CompletableFuture.completedFuture(
                                new Verdict.Passed(session, found.orElseThrow().remaining(), Optional.empty()))
                        : judge(left.subList(1, left.size()), and(soFar, found)));
    }

    private static Verdict.Refused and(Verdict.Refused soFar, Optional<SessionView> found) {
        var waits = found.filter(view -> view.state() == SessionState.WAITING).isPresent();
        return new Verdict.Refused(true, soFar.known() || found.isPresent(), soFar.waits() || waits);
    }

    private static boolean isActive(Optional<SessionView> found) {
        return found.filter(view -> view.state() == SessionState.ACTIVE).isPresent();
    }

    private static Verdict excuse(Throwable error) {
        var cause = Causes.of(error);
        if (cause instanceof RedisUnavailableException) {
            return new Verdict.CannotTell();
        }
        throw new CompletionException(cause);
    }

    private void answer(Context ctx, Verdict verdict) {
        if (verdict instanceof Verdict.Passed passed) {
            failOpen.couldTell();
            ctx.status(204);
            tell(ctx, passed.session(), passed.remaining());
            InstantEntryCheck.tell(ctx, passed.permit());
        } else if (verdict instanceof Verdict.Entered in) {
            freeEntry.answer(ctx, in.entry());
        } else if (verdict instanceof Verdict.Refused refused) {
            refuse(ctx, refused.known(), refused.shown());
        } else {
            failOpen.answer(ctx);
        }
    }

    /** Names the session in the answer, and how long it lasts. */
    static void tell(Context ctx, SessionId session, Duration remaining) {
        ctx.header(SUBJECT, session.subject()).header(REMAINING, Long.toString(remaining.toSeconds()));
    }

    private void refuse(Context ctx, boolean known, boolean shown) {
        if (SearchEngine.isVisit(ctx, WaitingPageRedirect.method(ctx))
                && (wayBack.isAskedFor(ctx) || InstantEntryCheck.isOffline(ctx))) {
            throw SearchEngine.refusal(ctx);
        }
        if (wayBack.leads(ctx)) {
            wayBack.answer(ctx);
            return;
        }
        ctx.header(PAGE, wayBack.page());
        throw new ProblemException((known && !wayBack.isAskedFor(ctx)
                        ? Problem.of(403, "It is not this session's turn, or no longer.")
                        : unauthorized(ctx, shown))
                .withWaitingPage(wayBack.page()));
    }

    /** @param shown whether something was shown, and was not good */
    static Problem unauthorized(Context ctx, boolean shown) {
        ctx.header("WWW-Authenticate", shown ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
        return Problem.of(401, shown ? "The permit or session is not good." : "A permit or session is needed.");
    }
}
