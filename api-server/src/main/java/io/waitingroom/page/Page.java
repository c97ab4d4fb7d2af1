package io.waitingroom.page;

import com.samskivert.mustache.MustacheException;
import io.javalin.http.Context;
import io.waitingroom.process.Causes;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.status.Sessions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The page as it is served: ours, with what a team replaced of it.
 *
 * @param languages that it speaks
 * @param assets that it loads
 * @param headers that it is sent with
 * @param cookies that a browser keeps for it
 * @param held what a browser holds its place by
 */
record Page(
        PageTemplate template,
        PageModel model,
        Languages languages,
        Assets assets,
        Headers headers,
        Cookies cookies,
        Function<Context, Optional<String>> held) {

    private static final String RETRY_AFTER_SECONDS = "2";

    /** @throws io.waitingroom.process.UnusableFlagException if a file in the directory cannot be used */
    static Page of(
            PageDirectory directory,
            PageLinks links,
            Headers headers,
            Cookies cookies,
            Function<Context, Optional<String>> held) {
        var languages = TextFiles.read(directory);
        var assets = Assets.of(directory);
        var source = directory.text(PageTemplate.FILE).orElseGet(() -> BuiltInFiles.text(PageTemplate.FILE));
        try {
            var page = new Page(
                    new PageTemplate(source),
                    new PageModel(languages, assets, links),
                    languages,
                    assets,
                    headers,
                    cookies,
                    held);
            page.tryOut();
            return page;
        } catch (MustacheException e) {
            throw PageDirectory.broken(PageTemplate.FILE, e.getMessage());
        }
    }

    // A template that names what there is not would fail in front of people.
    private void tryOut() {
        for (var texts : languages.all()) {
            var visit = new PageRequest(texts, true, PageRequest.DEFAULT_EVENT, Optional.of("/"), false, false, 0);
            var next = new Destination("/", Optional.empty());
            template.render(model.of(visit, PageState.without(PageState.JOINING), next, ""));
            template.render(model.ofError(visit, "errorSite"));
        }
    }

    PageRequest visit(Context ctx) {
        return PageRequest.of(ctx, languages);
    }

    /** Refuses a request in words. Nothing of where it wanted to lead is repeated. */
    void refuse(Context ctx, PageRequest visit, int status, String words) {
        ctx.status(status);
        headers.set(ctx, Optional.empty());
        NonBlockingBody.send(ctx, render(model.ofError(visit.leadingTo(Optional.empty()), words)));
    }

    void answer(Context ctx, PageRequest visit, PageState shown, Destination next) {
        ctx.future(() -> start(ctx, visit, shown, next));
    }

    /** As {@link #answer}, for a request that a future answers. */
    CompletableFuture<Void> start(Context ctx, PageRequest visit, PageState shown, Destination next) {
        headers.set(ctx, next.origin());
        var page = render(model.of(visit, shown, next, cookies.rules(ctx)));
        // What holds a session's id is not packed together with an address that others chose: its length would tell of
        // the id (BREACH).
        if (shown.session().isPresent() || !Gzip.isTaken(ctx)) {
            return NonBlockingBody.start(ctx, page);
        }
        ctx.header("Content-Encoding", Gzip.NAME);
        return NonBlockingBody.start(ctx, Gzip.pack(page));
    }

    /** Answers by a step that asks the room. While that is away the page says so, and tries again. */
    <T> void whenThere(
            Context ctx,
            PageRequest visit,
            Destination next,
            Supplier<CompletableFuture<T>> step,
            Function<T, CompletableFuture<Void>> then) {
        ctx.future(() -> CompletableFuture.completedFuture(null)
                .thenCompose(nothing -> step.get())
                .orTimeout(Sessions.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .handle((result, error) -> {
                    if (error == null) {
                        return then.apply(result);
                    }
                    if (!isAway(error)) {
                        return CompletableFuture.<Void>failedFuture(error);
                    }
                    ctx.status(503).header("Retry-After", RETRY_AFTER_SECONDS);
                    return start(ctx, visit, PageState.unavailable(held.apply(ctx), Cookies.seen(ctx)), next);
                })
                .thenCompose(Function.identity()));
    }

    private static boolean isAway(Throwable error) {
        var cause = Causes.of(error);
        return cause instanceof RedisUnavailableException
                || cause instanceof RejectedExecutionException
                || cause instanceof TimeoutException;
    }

    private byte[] render(Map<String, Object> model) {
        return template.render(model);
    }
}
