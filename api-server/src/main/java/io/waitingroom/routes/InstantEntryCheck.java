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
 * Lets visits in that have nothing to show, where nobody has to wait: a room that stays in front of a service all year is not to be
 * noticed while there is room. Search engines never take a slot; now and then one may look while there is room.
 */
public final class InstantEntryCheck {
    private static final String PERMIT = "Waiting-Room-Permit";
    private static final Duration BETWEEN_CRAWLERS = Duration.ofSeconds(1);

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

    /** An entry without a wait: a session and its permit, or neither for a search engine. */
    record Entry(Optional<Entered> session, Optional<Permit> permit) {}

    /** Lets a visit in; empty for a request that does not ask for that, is no visit, or would have to wait. */
    CompletableFuture<Optional<Entry>> of(Context ctx) {
        if (!isAskedFor(ctx)
                || !Navigation.isOne(ctx, WaitingPageRedirect.method(ctx))
                || Navigation.isAheadOfTime(ctx)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (SearchEngine.isOne(ctx)) {
            return entries.haveRoom().thenApply(room -> room && isCrawlersTurn() ? crawler() : Optional.empty());
        }
        // A visit that has to wait joins by the page, which takes a token then.
        return entries.haveRoom()
                .thenCompose(room -> room && limiter.delay(ctx).isZero()
                        ? entries.enter()
                        : CompletableFuture.completedFuture(Optional.empty()))
                .thenCompose(found -> withPermit(ctx, found));
    }

    // What follows our path has a query of its own, which is the client's.
    private static boolean isAskedFor(Context ctx) {
        return wantsPermit(ctx) || ctx.path().equals(VerifyRoutes.PATH) && "true".equals(ctx.queryParam("enter"));
    }

    /** Whether the caller checks offline, and so needs a permit. */
    static boolean wantsPermit(Context ctx) {
        return "true".equals(ctx.header("X-Waiting-Room-Enter"));
    }

    /** A permit for a session that is ACTIVE; empty where none can be given at the moment. */
    CompletableFuture<Optional<Permit>> permit(Context ctx, SessionId session, Duration remaining) {
        return permits.issue(session, remaining, bindings.apply(ctx), Freshness.LOOK)
                .exceptionally(busy -> Optional.empty());
    }

    static void tell(Context ctx, Optional<Permit> permit) {
        permit.ifPresent(given -> ctx.header(PERMIT, given.text()));
    }

    private boolean isCrawlersTurn() {
        var due = nextCrawler.get();
        var now = System.nanoTime();
        return now - due >= 0 && nextCrawler.compareAndSet(due, now + BETWEEN_CRAWLERS.toNanos());
    }

    private Optional<Entry> crawler() {
        crawled.increment();
        return Optional.of(new Entry(Optional.empty(), Optional.empty()));
    }

    // A service that checks offline needs a permit; one that asks for each request does without.
    private CompletableFuture<Optional<Entry>> withPermit(Context ctx, Optional<Entered> found) {
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        entered.increment();
        // The permit runs out before the session does: the call for the next permit claims the session.
        var half = found.get().view().remaining().dividedBy(2);
        return permit(ctx, found.get().session(), half).thenApply(permit -> Optional.of(new Entry(found, permit)));
    }

    /** Tells of an entry: with one cookie, that of the session, since proxies pass on one. */
    void answer(Context ctx, Entry entry) {
        ctx.status(204);
        entry.session().ifPresent(in -> {
            VerifyRoutes.tell(ctx, in.session(), in.view().remaining());
            cookies.setSession(ctx, in.text());
        });
        tell(ctx, entry.permit());
    }
}
