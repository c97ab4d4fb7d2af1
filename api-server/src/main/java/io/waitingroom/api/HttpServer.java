package io.waitingroom.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.UnusableFlagException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;

/** Javalin and Jetty, set up to face the internet: strict, bounded, and ending only after what was begun. */
final class HttpServer implements AutoCloseable {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int SLOWEST_BODY_BYTES_PER_SECOND = 100;

    private final Javalin javalin;
    private volatile boolean draining;

    private HttpServer(SessionRoutes routes, MeterRegistry metrics) {
        javalin = Javalin.create(config -> configure(config, routes, metrics));
    }

    /** @throws UnusableFlagException if the port cannot be had */
    static HttpServer start(String host, int port, SessionRoutes routes, MeterRegistry metrics) {
        var server = new HttpServer(routes, metrics);
        try {
            server.javalin.start(host, port);
            return server;
        } catch (JavalinBindException e) {
            throw new UnusableFlagException("--port", port + " on " + host + " cannot be used: it is taken");
        }
    }

    int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config, SessionRoutes routes, MeterRegistry metrics) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyServer(HttpServer::configure);
        config.jetty.modifyHttpConfiguration(HttpServer::configure);
        var times = new RequestTimes(metrics);
        config.requestLogger.http(times::record);
        config.routes.before(ctx -> {
            if (draining) {
                ctx.header("Connection", "close");
            }
        });
        Refusals.addTo(config.routes);
        routes.addTo(config.routes);
    }

    private static void configure(Server server) {
        server.setErrorHandler(new UnparsedRequestHandler());
        server.setStopTimeout(STOP_LIMIT.toMillis());
        var bodies = new MinimumDataRateHandler(SLOWEST_BODY_BYTES_PER_SECOND, 0);
        bodies.setHandler(new WholeBodyHandler(null));
        server.setHandler(new GracefulHandler(new KnownMethodsHandler(bodies)));
    }

    private static void configure(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setSendServerVersion(false);
    }

    /**
     * Takes no more connections, lets those there are end with their next answer, and only then refuses requests: a
     * proxy cannot safely send a refused join to another server.
     */
    @Override
    public void close() {
        draining = true;
        var drained = Stream.of(javalin.jettyServer().server().getConnectors())
                .map(Connector::shutdown)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(drained)
                .completeOnTimeout(null, DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        javalin.stop();
    }
}
