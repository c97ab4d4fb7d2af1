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
 * Closes connections that are too many or too slow. Jetty's own limit stops accepting, and so keeps out whoever comes
 * after an attacker; its idle timeout begins anew with every byte. Stands behind whatever waits for bodies: a request
 * that gets here is whole.
 */
public final class ConnectionLimit extends Handler.Wrapper implements Connection.Listener {
    public static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
    /** A connection that is merely silent ends by Jetty's idle timeout of 30 s; this is for those that dribble. */
    private static final Duration NEXT_REQUEST = Duration.ofSeconds(40);

    private static final Duration BEAT = Duration.ofMillis(500);

    private final OpenConnections<Connection> open;
    private final MeterRegistry metrics;

    ConnectionLimit(int most, MeterRegistry metrics) {
        this.metrics = metrics;
        open = new OpenConnections<>(most, FIRST_REQUEST, NEXT_REQUEST, System::nanoTime);
        metrics.gauge("waitingroom.http.connections", open, OpenConnections::size);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleBeat();
    }

    private void scheduleBeat() {
        getServer().getScheduler().schedule(this::beat, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (isRunning() || isStarting()) {
            close(open.overdue(), "slow");
            scheduleBeat();
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
