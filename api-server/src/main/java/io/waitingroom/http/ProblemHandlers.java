package io.waitingroom.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.waitingroom.redis.RedisUnavailableException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the exceptions of request handlers into responses with problem details (RFC 9457). A response discloses no more than its client
 * needs.
 */
public final class ProblemHandlers {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandlers.class);
    public static final String RETRY_AFTER_SECONDS = "2";

    private ProblemHandlers() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (error, ctx) -> answer(ctx, error.problem()));
        routes.exception(RedisUnavailableException.class, (error, ctx) -> answerUnavailable(ctx));
        routes.exception(RejectedExecutionException.class, (error, ctx) -> answerUnavailable(ctx));
        routes.exception(TimeoutException.class, (error, ctx) -> answerUnavailable(ctx));
        routes.exception(HttpResponseException.class, (error, ctx) -> answer(ctx, error));
        routes.exception(Exception.class, (error, ctx) -> {
            log.error("{} {} failed", ctx.method(), route(ctx), error);
            answer(ctx, Problem.of(500, "The server made a mistake. It was logged."));
        });
    }

    /**
     * Returns the path pattern of the matched route. Metrics and logs use the pattern instead of the path, which may contain a session id.
     */
    static String route(Context ctx) {
        var endpoint = ctx.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }

    /** Prepares each request: forbids caches to store the response, and refuses a body that is too long. */
    static void beforeRequest(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        var limit = BodyLimit.of(ctx.path());
        if (ctx.req().getContentLengthLong() > limit) {
            throw BodyLimit.exceeded(limit);
        }
    }

    private static void answerUnavailable(Context ctx) {
        ctx.header("Retry-After", RETRY_AFTER_SECONDS);
        answer(ctx, Problem.of(503, "The waiting room is not available at the moment. Try again."));
    }

    private static void answer(Context ctx, HttpResponseException error) {
        if (error instanceof MethodNotAllowedResponse) {
            ctx.header("Allow", error.getDetails().values().stream().findFirst().orElse(""));
            answer(ctx, Problem.of(405, "This method is not allowed here."));
        } else if (error.getStatus() == 404) {
            answer(ctx, Problem.of(404, "There is nothing here."));
        } else {
            answer(ctx, Problem.of(error.getStatus(), "The request cannot be served."));
        }
    }

    private static void answer(Context ctx, Problem problem) {
        ctx.status(problem.status()).contentType(Problem.MEDIA_TYPE);
        Json.respond(ctx, problem);
    }
}
