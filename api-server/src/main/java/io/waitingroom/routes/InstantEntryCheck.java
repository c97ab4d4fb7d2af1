package io.waitingroom.routes;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.client.JoinLimiter;
import io.waitingroom.client.Navigation;
import io.waitingroom.client.SearchEngine;
import io.waitingroom.page.Cookies;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.Permit;
import io.waitingroom.permit.PermitIssuer;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.InstantEntry;
import io.waitingroom.status.InstantEntry.Entered;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * If the room has free slots, a visitor without a session is let in at once. So a waiting room can stay in front of a service all
 * year, and visitors notice the waiting room only when it is full. A search engine never gets a slot. While the room has free
 * slots, one request per second from search engines is let in without a session.
 */
public final class InstantEntryCheck {
    private static final String PERMIT = "Waiting-Room-Permit";
    private static final Duration CRAWLER_INTERVAL = Duration.ofSeconds(1);

    private final InstantEntry entries;
    private final PermitIssuer permits;
    private final Function<Context, Binding> bindings;
    private final JoinLimiter limiter;
    private final Cookies cookies;
    private final Counter entered;
    private final Counter crawled;
    private final AtomicLong nextCrawler = new AtomicLong(System.nanoTime());

    public InstantEntryCheck(
            InstantEntry entries,
            PermitIssuer permits,
            Function<Context, Binding> bindings,
            JoinLimiter limiter,
            Cookies cookies,
            MeterRegistry metrics) {
        this.entries = entries;
        this.permits = permits;
        this.bindings = bindings;
        this.limiter = limiter;
        this.cookies = cookies;
        entered = metrics.counter("waitingroom.verify.entered");
        crawled = metrics.counter("waitingroom.verify.crawled");
    }

    /**
     * The entry of a visitor who does not have to wait.
     *
     * @param session the new session; empty for a search engine
     * @param permit the permit of the session; empty for a search engine, or if no permit can be issued at the moment
     */
    record Entry(Optional<Entered> session, Optional<Permit> permit) {}

    /**
     * Lets in the visitor who sent a request. Returns empty if the request does not ask for instant entry, if the request is not a
     * visit, or if the visitor would have to wait.
     */
    CompletableFuture<Optional<Entry>> enter(Context ctx) {
        if (!isRequested(ctx) || Navigation.isSpeculative(ctx)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var method = WaitingPageRedirect.method(ctx);
        if (SearchEngine.isVisit(ctx, method)) {
            // A proxy that checks offline could not let a crawler in: it gets no permit.
            return isOffline(ctx) ? CompletableFuture.completedFuture(Optional.empty()) : letCrawlerIn();
        }
        if (!Navigation.isPageLoad(ctx, method)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // A visit that has to wait takes its token later, when it joins by the waiting page.
        return entries.hasRoom()
                .thenCompose(hasRoom -> hasRoom && limiter.delay(ctx).isZero()
                        ? entries.enter()
                        : CompletableFuture.completedFuture(Optional.empty()))
                .thenCompose(found -> withPermit(ctx, found));
    }

    /**
     * Returns whether the caller asks for instant entry. A caller that asks for instant entry also asks for a permit. If the path
     * of the check ends with the path of the original request, the query belongs to the original request. Then this method does not
     * read the query.
     */
    static boolean isRequested(Context ctx) {
        return isOffline(ctx) || ctx.path().equals(VerifyRoutes.PATH) && "true".equals(ctx.queryParam("enter"));
    }

    /** Whether the caller verifies permits offline. */
    static boolean isOffline(Context ctx) {
        return "true".equals(ctx.header("X-Waiting-Room-Enter"));
    }

    /** Issues a permit for an ACTIVE session. Returns empty if no permit can be issued at the moment. */
    CompletableFuture<Optional<Permit>> permit(Context ctx, SessionId session, Duration remaining) {
        return permits.issue(session, remaining, bindings.apply(ctx), Freshness.LOOK)
                .exceptionally(busy -> Optional.empty());
    }

    static void setPermitHeader(Context ctx, Optional<Permit> permit) {
        permit.ifPresent(issued -> ctx.header(PERMIT, issued.text()));
    }

    private CompletableFuture<Optional<Entry>> letCrawlerIn() {
        return entries.hasRoom().thenApply(hasRoom -> hasRoom && isCrawlerDue() ? crawler() : Optional.empty());
    }

    private boolean isCrawlerDue() {
        var due = nextCrawler.get();
        var now = System.nanoTime();
        return now - due >= 0 && nextCrawler.compareAndSet(due, now + CRAWLER_INTERVAL.toNanos());
    }

    private Optional<Entry> crawler() {
        crawled.increment();
        return Optional.of(new Entry(Optional.empty(), Optional.empty()));
    }

    // An entry without a permit is valid too: a service needs the permit only if it verifies permits offline.
    private CompletableFuture<Optional<Entry>> withPermit(Context ctx, Optional<Entered> found) {
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        entered.increment();
        // The permit expires before the session does: the request for the next permit claims the session.
        var half = found.get().view().remaining().dividedBy(2);
        return permit(ctx, found.get().session(), half).thenApply(permit -> Optional.of(new Entry(found, permit)));
    }

    /**
     * Sends the response for an entry. The response sets only one cookie, which holds the session id, because proxies pass on
     * only one cookie.
     */
    void answer(Context ctx, Entry entry) {
        ctx.status(204);
        entry.session().ifPresent(in -> {
            VerifyRoutes.setSessionHeaders(ctx, in.session(), in.view().remaining());
            cookies.setSession(ctx, in.signedId());
        });
        setPermitHeader(ctx, entry.permit());
    }
}
