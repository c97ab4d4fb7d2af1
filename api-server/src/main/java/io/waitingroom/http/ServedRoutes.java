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
 * @param routes the functions that register the routes
 * @param priorities the function that returns the priority of a request, for load shedding
 * @param refusalHeaders the function that adds headers to the response if the server sheds a request; its first argument is the headers of
 *     the request
 * @param warmUp the requests that the server sends to itself at its start, such as {@code GET /waiting-room}; they have no side effects
 */
public record ServedRoutes(
        List<Consumer<RoutesConfig>> routes,
        Function<Request, RequestPriority> priorities,
        BiConsumer<HttpFields, HttpFields.Mutable> refusalHeaders,
        List<String> warmUp) {}
