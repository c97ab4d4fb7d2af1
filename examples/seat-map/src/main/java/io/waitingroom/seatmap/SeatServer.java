package io.waitingroom.seatmap;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.waitingroom.permit.check.PermitFilter;
import io.waitingroom.permit.check.SessionEnd;
import io.waitingroom.process.UnusableFlagException;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server, which uses Javalin. The permit filter runs before all routes. */
final class SeatServer implements AutoCloseable {
    /** The path of the health check. */
    static final String HEALTH = "/health";

    private static final int THREADS = 32;
    /** The maximum size of the body of a request. A form with chosen seats has only a few hundred bytes. */
    private static final long MAX_BODY_BYTES = 16 * 1024L;

    /**
     * The maximum size of the head of a request. An address of 6 kB, a permit, and the cookies of other services on
     * this host fit into it.
     */
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    private static final long STOP_MILLIS = 3000;

    private final Javalin javalin;

    private SeatServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts the server.
     *
     * @throws UnusableFlagException if the port is already in use
     */
    static SeatServer start(String host, int port, PermitFilter filter, Room room, SessionEnd sessionEnd) {
        var pages = new Pages(room);
        var office = new BoxOffice(new Bookings(), pages, sessionEnd);
        var javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.modifyServletContextHandler(context -> protect(context, filter));
            config.routes.before(ctx -> SecurityHeaders.set(ctx, room));
            config.routes.get(HEALTH, ctx -> ctx.result("ok"));
            config.routes.error(404, ctx -> pages.show(ctx, "missing"));
            new Files().addTo(config.routes);
            office.addTo(config.routes);
        });
        try {
            return new SeatServer(javalin.start(host, port));
        } catch (JavalinBindException e) {
            throw new UnusableFlagException("--port", port + " on " + host + " cannot be used: it is taken");
        }
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.threadPool = new QueuedThreadPool(THREADS);
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(MAX_HEAD_BYTES);
        });
    }

    private static void protect(ServletContextHandler context, PermitFilter filter) {
        var holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
