package io.waitingroom.http;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * The configuration of what an HTTP server serves: its routes, and the rules that apply before a route is matched.
 *
 * @param routes functions that register routes
 * @param priorities the priority of a request, for load shedding
 * @param refusalHeaders adds headers to the response of a shed request; gets the headers of the request
 * @param warmUp requests without side effects, such as {@code GET /waiting-room}, that the server sends to itself at its start
 */
public record ServedRoutes(
        List<Consumer<RoutesConfig>> routes,
        Function<Request, RequestPriority> priorities,
        BiConsumer<HttpFields, HttpFields.Mutable> refusalHeaders,
        List<String> warmUp) {}
