package io.waitingroom.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.UnusableFlagException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;

/** Javalin and Jetty, set up to face the internet: strict, bounded, and ending only after what was begun. */
final class HttpServer implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private static final int SLOWEST_BODY_BYTES_PER_SECOND = 100;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** @throws UnusableFlagException if the port cannot be had */
    static HttpServer start(String host, int port, SessionRoutes routes, MeterRegistry metrics) {
        var javalin = Javalin.create(config -> configure(config, routes, metrics));
        try {
            return new HttpServer(javalin.start(host, port));
        } catch (JavalinBindException e) {
            throw new UnusableFlagException("--port", port + " on " + host + " cannot be used: it is taken");
        }
    }

    int port() {
        return javalin.port();
    }

    private static void configure(JavalinConfig config, SessionRoutes routes, MeterRegistry metrics) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyServer(HttpServer::configure);
        config.jetty.modifyHttpConfiguration(HttpServer::configure);
        config.requestLogger.http((ctx, millis) -> metrics.timer(
                        "waitingroom.http.requests",
                        "method",
                        ctx.method().name(),
                        "route",
                        Refusals.route(ctx),
                        "status",
                        Integer.toString(ctx.statusCode()))
                .record((long) (millis * 1000), TimeUnit.MICROSECONDS));
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

    /** Lets requests that were begun finish. */
    @Override
    public void close() {
        javalin.stop();
    }
}
