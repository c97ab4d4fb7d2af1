package io.waitingroom.http;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * Tells an HTTP server what it serves, and what it must know of a request before a route is found.
 *
 * @param routes each adds the paths that it serves
 * @param priorities tells which requests an overloaded server refuses first
 * @param refusalHeaders adds headers to such a refusal, given the request's own
 * @param warmUp requests that change nothing, such as {@code GET /waiting-room}: the server sends them to itself at its start
 */
public record ServedRoutes(
        List<Consumer<RoutesConfig>> routes,
        Function<Request, RequestPriority> priorities,
        BiConsumer<HttpFields, HttpFields.Mutable> refusalHeaders,
        List<String> warmUp) {}
