package io.waitingroom.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Closes connections when too many are open. Also closes connections that are too slow. Jetty's own connection limit stops accepting
 * connections instead. An attacker who fills Jetty's limit locks out all later clients. Jetty's own idle timeout restarts with every byte,
 * so slow clients never reach it. This handler runs after the handlers that wait for the body of a request. So every request that reaches
 * this handler is complete.
 */
public final class ConnectionLimit extends Handler.Wrapper implements Connection.Listener {
    /** The time limit for the first complete request of a new connection. */
    public static final Duration FIRST_REQUEST_TIMEOUT = Duration.ofSeconds(10);
    /**
     * The time limit for each later complete request of a connection. It stops clients that send a request byte by byte. A connection that
     * sends nothing is closed earlier, by Jetty's idle timeout of 30 s.
     */
    private static final Duration NEXT_REQUEST_TIMEOUT = Duration.ofSeconds(40);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final OpenConnections<Connection> open;
    private final MeterRegistry metrics;

    ConnectionLimit(int max, MeterRegistry metrics) {
        this.metrics = metrics;
        open = new OpenConnections<>(max, FIRST_REQUEST_TIMEOUT, NEXT_REQUEST_TIMEOUT, System::nanoTime);
        metrics.gauge("waitingroom.http.connections", open, OpenConnections::size);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleCheck();
    }

    private void scheduleCheck() {
        getServer().getScheduler().schedule(this::check, CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check() {
        if (isRunning() || isStarting()) {
            close(open.overdue(), "slow");
            scheduleCheck();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        close(open.opened(connection), "limit");
    }

    @Override
    public void onClosed(Connection connection) {
        open.closed(connection);
    }

    private void close(List<Connection> connections, String reason) {
        for (var connection : connections) {
            metrics.counter("waitingroom.http.connections.cut", "reason", reason)
                    .increment();
            connection.getEndPoint().close(new TimeoutException(reason));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var connection = request.getConnectionMetaData().getConnection();
        open.requested(connection);
        Request.addCompletionListener(request, failure -> open.answered(connection));
        return super.handle(request, response, callback);
    }
}
