package io.waitingroom.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.UnusableFlagException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Javalin and Jetty, set up to face the internet: strict, bounded, and ending only after what was begun. */
final class HttpServer implements AutoCloseable {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    /** None of them waits for anything: neither for Redis, nor for a client. */
    private static final int THREADS = 64;

    private static final int SLOWEST_BODY_BYTES_PER_SECOND = 100;
    /** People come all at once; by default it would be 50, and whoever finds it full tries again after a second. */
    private static final int ACCEPT_QUEUE = 4096;

    private static final int DEFAULT_ACCEPTORS = -1;
    /** Some requests and answers. By default Linux lets a connection that is not read take 4 MB. */
    private static final int SOCKET_BUFFER_BYTES = 32 * 1024;

    private final Javalin javalin;
    private volatile List<SelectorPulse> selectors = List.of();
    private volatile boolean draining;

    private HttpServer(
            String host, int port, int maxConnections, MeterRegistry metrics, List<Consumer<RoutesConfig>> routes) {
        var limit = new ConnectionLimit(maxConnections, metrics);
        javalin = Javalin.create(config -> {
            configure(config, metrics, routes);
            config.jetty.threadPool = new QueuedThreadPool(THREADS);
            config.jetty.modifyServer(server -> configure(server, limit));
            config.jetty.addConnector((server, http) -> connector(server, http, host, port, limit));
        });
    }

    /**
     * Begins to serve.
     *
     * @param maxConnections as many may be open at once; whoever comes then takes the place of another
     * @param routes each adds what it serves
     * @throws UnusableFlagException if the port cannot be had
     */
    static HttpServer start(
            String host, int port, int maxConnections, MeterRegistry metrics, List<Consumer<RoutesConfig>> routes) {
        var server = new HttpServer(host, port, maxConnections, metrics, routes);
        try {
            server.javalin.start();
            server.watchSelectors();
            return server;
        } catch (JavalinBindException e) {
            throw new UnusableFlagException("--port", port + " on " + host + " cannot be used: it is taken");
        }
    }

    private void watchSelectors() {
        selectors = Stream.of(javalin.jettyServer().server().getConnectors())
                .map(connector -> ((ServerConnector) connector).getSelectorManager())
                .flatMap(manager -> manager.getBeans(ManagedSelector.class).stream())
                .map(SelectorPulse::new)
                .toList();
    }

    int port() {
        return javalin.port();
    }

    /** Why people are not answered at the moment, as far as can be seen without asking. */
    Optional<String> trouble() {
        return selectors.stream().anyMatch(SelectorPulse::isStuck)
                ? Optional.of("requests are not answered in time")
                : Optional.empty();
    }

    private void configure(JavalinConfig config, MeterRegistry metrics, List<Consumer<RoutesConfig>> routes) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyHttpConfiguration(HttpServer::configure);
        var times = new RequestTimes(metrics);
        config.requestLogger.http(times::record);
        config.routes.before(this::begin);
        Refusals.addTo(config.routes);
        routes.forEach(some -> some.accept(config.routes));
    }

    // One handler for all that concerns every request: each that there is costs every poll a match of its path.
    private void begin(Context ctx) {
        if (draining) {
            ctx.header("Connection", "close");
        }
        Refusals.checkLength(ctx);
    }

    private static void configure(Server server, ConnectionLimit limit) {
        server.setErrorHandler(new UnparsedRequestHandler());
        server.setStopTimeout(STOP_LIMIT.toMillis());
        var bodies = new MinimumDataRateHandler(SLOWEST_BODY_BYTES_PER_SECOND, 0);
        bodies.setHandler(new WholeBodyHandler(limit));
        server.setHandler(new GracefulHandler(new KnownMethodsHandler(new NoWebSocketsHandler(bodies))));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, String host, int port, ConnectionLimit limit) {
        // Requests are answered by the threads that watch connections; by default they would be half as many as
        // processors.
        var selectors = Math.min(Runtime.getRuntime().availableProcessors(), THREADS / 2);
        var connector = new ServerConnector(server, DEFAULT_ACCEPTORS, selectors, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedSendBufferSize(SOCKET_BUFFER_BYTES);
        connector.setAcceptedReceiveBufferSize(SOCKET_BUFFER_BYTES);
        connector.addEventListener(limit);
        return connector;
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
