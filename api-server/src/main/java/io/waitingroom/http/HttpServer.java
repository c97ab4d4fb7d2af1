package io.waitingroom.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.UnusableFlagException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin and Jetty, set up to face the internet: strict, bounded, and ending only after what was begun. */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    /** None of them waits for anything: neither for Redis, nor for a client. */
    private static final int THREADS = 64;

    private static final int SLOWEST_BODY_BYTES_PER_SECOND = 100;
    /** People come all at once; by default it would be 50, and whoever finds it full tries again after a second. */
    private static final int ACCEPT_QUEUE = 4096;

    /** An online check comes with the head that the protected service is sent: other people's cookies and tokens. */
    private static final int LONGEST_REQUEST_HEAD_BYTES = 32 * 1024;

    /** Some requests and answers. By default Linux lets a connection that is not read take 4 MB. */
    private static final int SOCKET_BUFFER_BYTES = 32 * 1024;

    private final Javalin javalin;
    private final ReadingDelay delay = new ReadingDelay(System::nanoTime);
    private final ConnectionLimit limit;
    private final List<String> warmUp;
    private HttpConfiguration http;
    private LocalConnector inner;
    private volatile WatchedConnector connector;
    private volatile boolean draining;

    private HttpServer(int maxConnections, MeterRegistry metrics, ServedRoutes served) {
        warmUp = served.warmUp();
        limit = new ConnectionLimit(maxConnections, metrics);
        limit.setHandler(new LoadShedder(delay, served, metrics));
        javalin = Javalin.create(config -> {
            configure(config, metrics, served.routes());
            config.jetty.threadPool = new QueuedThreadPool(THREADS);
            config.jetty.modifyServer(this::configure);
            config.jetty.addConnector(this::innerConnector);
        });
    }

    /**
     * Sets a server up that nobody can reach yet.
     *
     * @param maxConnections as many may be open at once; whoever comes then takes the place of another
     */
    public static HttpServer prepare(int maxConnections, MeterRegistry metrics, ServedRoutes served) {
        var server = new HttpServer(maxConnections, metrics, served);
        server.javalin.start();
        return server;
    }

    /** Serves requests to nobody, so that the first that come from outside find all classes loaded. */
    public HttpServer warmUp() {
        WarmUp.with(inner, warmUp);
        return this;
    }

    /**
     * Begins to take requests.
     *
     * @throws UnusableFlagException if the port cannot be had
     */
    public HttpServer open(String host, int port) {
        var server = javalin.jettyServer().server();
        var outer = connector(server, host, port);
        server.addConnector(outer);
        try {
            outer.start();
            connector = outer;
            return this;
        } catch (Exception e) {
            javalin.stop();
            var reason = e.getCause() instanceof BindException cause ? cause : e;
            throw new UnusableFlagException("--port", port + " on " + host + " cannot be used: " + reason.getMessage());
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** How long requests may have to wait at the moment before they are read. */
    public Duration readingDelay() {
        return Duration.ofNanos(delay.nanos());
    }

    /** Why this server answers nobody in time at the moment, if so. */
    public Optional<String> trouble() {
        if (connector == null || !connector.isRunning()) {
            return Optional.of("the HTTP server takes no requests yet");
        }
        return readingDelay().compareTo(ANSWER_LIMIT) > 0
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
        // Not those with which the server warms up: nobody sent them.
        config.requestLogger.http((ctx, millis) -> {
            if (connector != null) {
                times.record(ctx, millis);
            }
        });
        config.routes.before(this::begin);
        ProblemHandlers.addTo(config.routes);
        routes.forEach(some -> some.accept(config.routes));
    }

    // One handler for all that concerns every request: each that there is costs every poll a match of its path.
    private void begin(Context ctx) {
        if (draining) {
            ctx.header("Connection", "close");
        }
        ProblemHandlers.checkLength(ctx);
    }

    private void configure(Server server) {
        server.setErrorHandler(new UnparsedRequestHandler());
        server.setStopTimeout(STOP_LIMIT.toMillis());
        var bodies = new MinimumDataRateHandler(SLOWEST_BODY_BYTES_PER_SECOND, 0);
        bodies.setHandler(new WholeBodyHandler(limit));
        server.setHandler(new GracefulHandler(new KnownMethodsHandler(new NoWebSocketsHandler(bodies))));
    }

    private Connector innerConnector(Server server, HttpConfiguration configuration) {
        http = configuration;
        inner = new LocalConnector(server, new HttpConnectionFactory(http));
        return inner;
    }

    private WatchedConnector connector(Server server, String host, int port) {
        // Requests are answered by the threads that watch connections; by default they would be half as many as
        // processors.
        var selectors = Math.min(Runtime.getRuntime().availableProcessors(), THREADS / 2);
        var fresh = new WatchedConnector(server, selectors, delay, new HttpConnectionFactory(http));
        fresh.setHost(host);
        fresh.setPort(port);
        fresh.setAcceptQueueSize(ACCEPT_QUEUE);
        fresh.setAcceptedSendBufferSize(SOCKET_BUFFER_BYTES);
        fresh.setAcceptedReceiveBufferSize(SOCKET_BUFFER_BYTES);
        fresh.addEventListener(limit);
        return fresh;
    }

    private static void configure(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setRequestHeaderSize(LONGEST_REQUEST_HEAD_BYTES);
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
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // It has stopped all the same, and cut off those requests.
            log.warn("Requests had not ended {} after the server did", STOP_LIMIT, e);
        }
    }
}
