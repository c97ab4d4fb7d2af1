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

/** Runs Javalin and Jetty with settings for the public internet: strict parsing, bounded resources, graceful shutdown. */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    /** With a longer reading delay the server reports trouble. */
    private static final Duration MAX_READING_DELAY = Duration.ofSeconds(2);
    /** No thread of the pool blocks, neither on Redis nor on a client. */
    private static final int THREADS = 64;

    private static final int MIN_BODY_BYTES_PER_SECOND = 100;
    /** Crowds arrive all at once. The default is 50; a client that finds the queue full retries after a second. */
    private static final int ACCEPT_QUEUE = 4096;

    /** An online check carries the headers of a request to the protected service, with the cookies and tokens of that service. */
    private static final int MAX_REQUEST_HEADER_BYTES = 32 * 1024;

    /** Room for some requests and responses. By default Linux buffers up to 4 MB for a connection that is not read. */
    private static final int SOCKET_BUFFER_BYTES = 32 * 1024;

    private final Javalin javalin;
    private final ReadingDelay delay = new ReadingDelay(System::nanoTime);
    private final ConnectionLimit limit;
    private final List<String> warmUp;
    private HttpConfiguration http;
    private LocalConnector localConnector;
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
            config.jetty.addConnector(this::newLocalConnector);
        });
    }

    /**
     * Creates a server that does not listen on a port yet.
     *
     * @param maxConnections maximum of open connections; a new connection beyond it replaces an older one
     */
    public static HttpServer prepare(int maxConnections, MeterRegistry metrics, ServedRoutes served) {
        var server = new HttpServer(maxConnections, metrics, served);
        server.javalin.start();
        return server;
    }

    /** Sends internal requests to this server, so that all classes are loaded before the first external request. */
    public HttpServer warmUp() {
        WarmUp.run(localConnector, warmUp);
        return this;
    }

    /**
     * Opens the port and begins to accept requests.
     *
     * @throws UnusableFlagException if the port cannot be opened
     */
    public HttpServer open(String host, int port) {
        var server = javalin.jettyServer().server();
        var created = newConnector(server, host, port);
        server.addConnector(created);
        try {
            created.start();
            connector = created;
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

    /** Returns the longest time that a request may currently wait before it is read. */
    public Duration readingDelay() {
        return Duration.ofNanos(delay.nanos());
    }

    /** Returns the reason why this server currently does not answer in time; empty if it does. */
    public Optional<String> trouble() {
        if (connector == null || !connector.isRunning()) {
            return Optional.of("the HTTP server takes no requests yet");
        }
        return readingDelay().compareTo(MAX_READING_DELAY) > 0
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
        // Requests of the warm-up are not counted: no client sent them.
        config.requestLogger.http((ctx, millis) -> {
            if (connector != null) {
                times.record(ctx, millis);
            }
        });
        config.routes.before(this::beforeRequest);
        ProblemHandlers.addTo(config.routes);
        routes.forEach(route -> route.accept(config.routes));
    }

    // One handler does all that every request needs: each further handler would cost every poll a match of its path.
    private void beforeRequest(Context ctx) {
        if (draining) {
            ctx.header("Connection", "close");
        }
        ProblemHandlers.beforeRequest(ctx);
    }

    private void configure(Server server) {
        server.setErrorHandler(new UnparsedRequestHandler());
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
        var bodies = new MinimumDataRateHandler(MIN_BODY_BYTES_PER_SECOND, 0);
        bodies.setHandler(new WholeBodyHandler(limit));
        server.setHandler(new GracefulHandler(new KnownMethodsHandler(new NoWebSocketsHandler(bodies))));
    }

    private Connector newLocalConnector(Server server, HttpConfiguration configuration) {
        http = configuration;
        localConnector = new LocalConnector(server, new HttpConnectionFactory(http));
        return localConnector;
    }

    private WatchedConnector newConnector(Server server, String host, int port) {
        // The selector threads also handle the requests. The default is half as many threads as processors.
        var selectors = Math.min(Runtime.getRuntime().availableProcessors(), THREADS / 2);
        var created = new WatchedConnector(server, selectors, delay, new HttpConnectionFactory(http));
        created.setHost(host);
        created.setPort(port);
        created.setAcceptQueueSize(ACCEPT_QUEUE);
        created.setAcceptedSendBufferSize(SOCKET_BUFFER_BYTES);
        created.setAcceptedReceiveBufferSize(SOCKET_BUFFER_BYTES);
        created.addEventListener(limit);
        return created;
    }

    private static void configure(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setRequestHeaderSize(MAX_REQUEST_HEADER_BYTES);
        http.setSendServerVersion(false);
    }

    /**
     * Stops the server gracefully. It accepts no more connections, closes each open connection after its next response, and refuses
     * requests only after that: a proxy cannot safely send a refused join to another server.
     */
    @Override
    public void close() {
        draining = true;
        var drained = Stream.of(javalin.jettyServer().server().getConnectors())
                .map(Connector::shutdown)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(drained)
                .completeOnTimeout(null, DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // Jetty has stopped nevertheless, and aborted these requests.
            log.warn(
                    "Some requests were still running {} after the server began to stop, and were aborted",
                    STOP_TIMEOUT,
                    e);
        }
    }
}
