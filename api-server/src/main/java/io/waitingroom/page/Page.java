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
 * Renders and sends the waiting page. The page consists of a template, texts and files. Files in {@code --page-dir} may replace
 * the built-in ones.
 *
 * @param languages the languages of the page's texts
 * @param assets the files that the page loads
 * @param headers the page's response headers
 * @param cookies the cookies that the page sets
 * @param heldSession returns the session id that the browser of a request holds
 */
record Page(
        PageTemplate template,
        PageModel model,
        Languages languages,
        Assets assets,
        Headers headers,
        Cookies cookies,
        Function<Context, Optional<String>> heldSession) {

    private static final String RETRY_AFTER_SECONDS = "2";

    /**
     * Reads the page's template, texts and files. Renders the page one time in each language to find errors.
     *
     * @throws io.waitingroom.process.UnusableFlagException if a file in the directory cannot be used
     */
    static Page of(
            PageDirectory directory,
            PageLinks links,
            Headers headers,
            Cookies cookies,
            Function<Context, Optional<String>> heldSession) {
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
                    heldSession);
            page.renderOnce();
            return page;
        } catch (MustacheException e) {
            throw PageDirectory.broken(PageTemplate.FILE, e.getMessage());
        }
    }

    // Renders each language once at startup: a template that uses an unknown name would otherwise fail for a visitor.
    private void renderOnce() {
        for (var texts : languages.all()) {
            var request = new PageRequest(texts, true, PageRequest.DEFAULT_EVENT, Optional.of("/"), false, false, 0);
            var destination = new Destination("/", Optional.empty());
            template.render(model.of(request, PageState.withoutSession(PageState.JOINING), destination, ""));
            template.render(model.ofError(request, "errorSite"));
        }
    }

    PageRequest request(Context ctx) {
        return PageRequest.of(ctx, languages);
    }

    /**
     * Sends an error page. The error page does not contain the destination of the request, because the destination may be
     * unchecked.
     *
     * @param textPrefix the start of two text names. The headline's name ends with {@code Title}, the message's name with {@code Text}
     */
    void refuse(Context ctx, PageRequest request, int status, String textPrefix) {
        ctx.status(status);
        headers.set(ctx, Optional.empty());
        NonBlockingBody.send(ctx, render(model.ofError(request.withNext(Optional.empty()), textPrefix)));
    }

    void send(Context ctx, PageRequest request, PageState state, Destination destination) {
        ctx.future(() -> start(ctx, request, state, destination));
    }

    /**
     * Starts to send the page. Returns a future that completes when the page is sent. This method is for a handler that has already
     * called {@code ctx.future}.
     */
    CompletableFuture<Void> start(Context ctx, PageRequest request, PageState state, Destination destination) {
        headers.set(ctx, destination.origin());
        var page = render(model.of(request, state, destination, cookies.attributes(ctx)));
        // A page with a session id is not compressed. It also holds the address in `next`, which an attacker may
        // choose: the compressed length would reveal the id (BREACH).
        if (state.session().isPresent() || !Gzip.isAccepted(ctx)) {
            return NonBlockingBody.start(ctx, page);
        }
        ctx.header("Content-Encoding", Gzip.NAME);
        return NonBlockingBody.start(ctx, Gzip.compress(page));
    }

    /**
     * Calls the room and responds with the result. If the room cannot be reached, the response has status 503 and contains the
     * page. The page then says that the room is unavailable, and tries again later.
     */
    <T> void callRoom(
            Context ctx,
            PageRequest request,
            Destination destination,
            Supplier<CompletableFuture<T>> call,
            Function<T, CompletableFuture<Void>> respond) {
        ctx.future(() -> CompletableFuture.completedFuture(null)
                .thenCompose(nothing -> call.get())
                .orTimeout(Sessions.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .handle((result, error) -> {
                    if (error == null) {
                        return respond.apply(result);
                    }
                    if (!isUnavailable(error)) {
                        return CompletableFuture.<Void>failedFuture(error);
                    }
                    ctx.status(503).header("Retry-After", RETRY_AFTER_SECONDS);
                    var state = PageState.unavailable(heldSession.apply(ctx), Cookies.displayed(ctx));
                    return start(ctx, request, state, destination);
                })
                .thenCompose(Function.identity()));
    }

    private static boolean isUnavailable(Throwable error) {
        var cause = Causes.of(error);
        return cause instanceof RedisUnavailableException
                || cause instanceof RejectedExecutionException
                || cause instanceof TimeoutException;
    }

    private byte[] render(Map<String, Object> model) {
        return template.render(model);
    }
}
