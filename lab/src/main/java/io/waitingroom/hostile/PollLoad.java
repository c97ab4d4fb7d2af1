package io.waitingroom.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends polls over several connections from one thread. In a closed loop, the number of outstanding polls is limited. In an
 * open loop, polls are sent at a fixed rate, whether responses come or not.
 */
final class PollLoad implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1;

    private final InetSocketAddress server;
    private final List<byte[]> requests;
    private final PollTally tally;
    private final Selector selector = Selector.open();
    private final List<PollConnection> connections = new ArrayList<>();
    private int nextConnection;
    private int nextRequest;

    /**
     * Opens the connections.
     *
     * @param ids the ids of the sessions to poll, one after the other
     */
    PollLoad(int port, int connections, List<String> ids, PollTally tally) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        requests = ids.stream()
                .map(id -> Requests.bytes(Requests.head("GET", Requests.sessionPath(id))))
                .toList();
        this.tally = tally;
        for (int i = 0; i < connections; i++) {
            this.connections.add(new PollConnection(server, selector, tally));
        }
    }

    /** Polls as fast as the server responds, with at most the given number of outstanding polls per connection. */
    void closedLoop(int outstanding, Duration time) throws IOException {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (var connection : connections) {
                if (connection.outstanding() <= outstanding / 2) {
                    for (int i = connection.outstanding(); i < outstanding; i++) {
                        connection.send(request());
                    }
                }
            }
            exchange();
        }
    }

    /** Polls at the given rate, or more slowly if the connections accept no more polls. */
    void openLoop(double perSecond, Duration time) throws IOException {
        var start = System.nanoTime();
        var sent = 0L;
        for (var now = start; now - start < time.toNanos(); now = System.nanoTime()) {
            var due = (long) (perSecond * (now - start) / TimeUnit.SECONDS.toNanos(1));
            for (; sent < due; sent++) {
                if (!nextConnection().send(request())) {
                    tally.heldBack();
                }
            }
            exchange();
        }
    }

    private byte[] request() {
        nextRequest = (nextRequest + 1) % requests.size();
        return requests.get(nextRequest);
    }

    private PollConnection nextConnection() throws IOException {
        nextConnection = (nextConnection + 1) % connections.size();
        var connection = connections.get(nextConnection);
        if (connection.isClosed()) {
            connection = new PollConnection(server, selector, tally);
            connections.set(nextConnection, connection);
        }
        return connection;
    }

    private void exchange() throws IOException {
        connections.forEach(PollConnection::flush);
        selector.select(PAUSE_MILLIS);
        for (var key : selector.selectedKeys()) {
            ((PollConnection) key.attachment()).receive();
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() {
        connections.forEach(PollConnection::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
