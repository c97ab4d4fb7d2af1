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
 * What pages of other origins may do: with an allowed origin whatever our own may (CORS, WHATWG Fetch, section 3.3), with any
 * other one look at what needs no leave, and change nothing.
 */
public final class CorsFilter {
    private static final String API = "/api/waiting-room/*";
    private static final String METHODS = "GET, HEAD, POST";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Waiting-Room-Session";
    private static final String ANSWER_HEADERS = "Location, Retry-After, Waiting-Room-As-Of, Waiting-Room-Page";
    private static final String PREFLIGHT_SECONDS = "600";

    private final AllowedOrigins allowed;
    private final CsrfGuard sentFrom;
    private final Predicate<Context> exempt;

    /** @param exempt requests that a proxy sends for its visitors, wherever those come from */
    public CorsFilter(AllowedOrigins allowed, CsrfGuard sentFrom, Predicate<Context> exempt) {
        this.allowed = allowed;
        this.sentFrom = sentFrom;
        this.exempt = exempt;
    }

    public void addTo(RoutesConfig routes) {
        routes.before(API, this::check);
    }

    /** Lets pages of allowed origins read a refusal that is given before a route is looked for. */
    public void shareRefusal(HttpFields request, HttpFields.Mutable answer) {
        var origin = request.get(HttpHeader.ORIGIN);
        if (origin != null && allowed.has(origin)) {
            share(origin, answer::put);
        }
    }

    private void check(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin != null && allowed.has(origin)) {
            share(origin, ctx::header);
            answerPreflight(ctx);
        } else if (ctx.method().equals(HandlerType.POST) && !exempt.test(ctx) && sentFrom.aStranger(ctx)) {
            throw new ProblemException(Problem.of(403, "Pages of this origin may not do that here."));
        }
    }

    private static void share(String origin, BiConsumer<String, String> header) {
        header.accept("Access-Control-Allow-Origin", origin);
        header.accept("Access-Control-Allow-Credentials", "true");
        header.accept("Access-Control-Expose-Headers", ANSWER_HEADERS);
        header.accept("Vary", "Origin");
    }

    private static void answerPreflight(Context ctx) {
        if (ctx.method().equals(HandlerType.OPTIONS) && ctx.header("Access-Control-Request-Method") != null) {
            ctx.header("Access-Control-Allow-Methods", METHODS)
                    .header("Access-Control-Allow-Headers", REQUEST_HEADERS)
                    .header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                    .status(204)
                    .skipRemainingHandlers();
        }
    }
}
