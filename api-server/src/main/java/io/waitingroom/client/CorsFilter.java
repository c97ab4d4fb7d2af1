package io.waitingroom.client;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Applies CORS (WHATWG Fetch, section 3.3) and guards against CSRF. Pages of an allowed origin may do the same as the pages of this server.
 * Pages of any other origin may only send requests that change nothing. The server refuses POST requests from these pages, and browsers do
 * not let these pages read any response.
 */
public final class CorsFilter {
    private static final String API = "/api/waiting-room/*";
    private static final String METHODS = "GET, HEAD, POST";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Waiting-Room-Session";
    private static final String RESPONSE_HEADERS = "Location, Retry-After, Waiting-Room-As-Of, Waiting-Room-Page";
    private static final String PREFLIGHT_MAX_AGE_SECONDS = "600";

    private final AllowedOrigins allowed;
    private final CsrfGuard csrfGuard;
    private final Predicate<Context> exempt;

    /**
     * Creates a filter.
     *
     * @param exempt matches requests that are not checked. A proxy sends these requests on behalf of clients. The origin of these clients
     *     does not matter
     */
    public CorsFilter(AllowedOrigins allowed, CsrfGuard csrfGuard, Predicate<Context> exempt) {
        this.allowed = allowed;
        this.csrfGuard = csrfGuard;
        this.exempt = exempt;
    }

    public void addTo(RoutesConfig routes) {
        routes.before(API, this::check);
    }

    /**
     * Adds the CORS headers to a refusal, so that pages of allowed origins can read the refusal. The server sends such a refusal before it
     * matches a route.
     *
     * @param request the headers of the refused request
     * @param response the headers of the refusal
     */
    public void addRefusalHeaders(HttpFields request, HttpFields.Mutable response) {
        var origin = request.get(HttpHeader.ORIGIN);
        if (origin != null && allowed.has(origin)) {
            addHeaders(origin, response::put);
        }
    }

    private void check(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin != null && allowed.has(origin)) {
            addHeaders(origin, ctx::header);
            answerPreflight(ctx);
        } else if (ctx.method().equals(HandlerType.POST) && !exempt.test(ctx) && csrfGuard.isForeign(ctx)) {
            throw new ProblemException(Problem.of(403, "Pages of this origin may not do that here."));
        }
    }

    private static void addHeaders(String origin, BiConsumer<String, String> header) {
        header.accept("Access-Control-Allow-Origin", origin);
        header.accept("Access-Control-Allow-Credentials", "true");
        header.accept("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        header.accept("Vary", "Origin");
    }

    private static void answerPreflight(Context ctx) {
        if (ctx.method().equals(HandlerType.OPTIONS) && ctx.header("Access-Control-Request-Method") != null) {
            ctx.header("Access-Control-Allow-Methods", METHODS)
                    .header("Access-Control-Allow-Headers", REQUEST_HEADERS)
                    .header("Access-Control-Max-Age", PREFLIGHT_MAX_AGE_SECONDS)
                    .status(204)
                    .skipRemainingHandlers();
        }
    }
}
