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

/** Runs Javalin and Jetty with settings for the public internet: strict parsing, bounded resources and a graceful shutdown. */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    /** The maximum time that a request may wait before it is read. If requests wait longer, {@link #trouble} reports a problem. */
    private static final Duration MAX_READING_DELAY = Duration.ofSeconds(2);
    /** The size of the thread pool. A small pool is enough, because no thread waits for Redis or for a client. */
    private static final int THREADS = 64;

    private static final int MIN_BODY_BYTES_PER_SECOND = 100;
    /**
     * The maximum number of connections that wait to be accepted. The default of 50 is too small, because crowds arrive all at once. A
     * client that finds the queue full retries after a second.
     */
    private static final int ACCEPT_QUEUE = 4096;

    /**
     * The maximum length of all headers of a request. The longest headers are those of online checks, in which a proxy asks whether a
     * client's session is ACTIVE. The proxy copies all headers of the client's request into the check, with the cookies and tokens of the
     * protected service.
     */
    private static final int MAX_REQUEST_HEADER_BYTES = 32 * 1024;

    /**
     * The size of the send buffer and of the receive buffer of a connection. Each buffer has space for some requests or responses. By
     * default Linux buffers up to 4 MB for a connection whose data are not read.
     */
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
     * @param maxConnections the maximum number of open connections; if a new connection exceeds it, the server closes an older one
     */
    public static HttpServer prepare(int maxConnections, MeterRegistry metrics, ServedRoutes served) {
        var server = new HttpServer(maxConnections, metrics, served);
        server.javalin.start();
        return server;
    }

    /** Sends requests to this server from inside the process, so that all classes are loaded before the first request of a client. */
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

    /** Returns the longest time that a request may have waited before it was read. Only the requests that are read now count. */
    public Duration readingDelay() {
        return Duration.ofNanos(delay.nanos());
    }

    /** Returns the reason why this server cannot answer in time at the moment. Returns empty if the server can answer in time. */
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
     * Stops the server gracefully. First the server accepts no more connections. It still answers requests, but closes each open connection
     * after the next response. It refuses requests only after that, because a proxy cannot safely send a refused join to another server.
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
