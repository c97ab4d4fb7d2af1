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
 * Sends looks at sessions over some connections from one thread: either the next one of a connection when the last is
 * answered, or so many a second whether answers come or not.
 */
final class LookLoad implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1;

    private final InetSocketAddress server;
    private final List<byte[]> requests;
    private final LookTally tally;
    private final Selector selector = Selector.open();
    private final List<LookConnection> connections = new ArrayList<>();
    private int nextConnection;
    private int nextRequest;

    /** @param ids of the sessions that are looked at, in turns */
    LookLoad(int port, int connections, List<String> ids, LookTally tally) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        requests = ids.stream()
                .map(id -> Requests.bytes(Requests.head("GET", Requests.one(id))))
                .toList();
        this.tally = tally;
        for (int i = 0; i < connections; i++) {
            this.connections.add(new LookConnection(server, selector, tally));
        }
    }

    /** Looks as often as the server answers: so many looks of each connection are under way. */
    void closedLoop(int underWay, Duration time) throws IOException {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (var connection : connections) {
                if (connection.outstanding() <= underWay / 2) {
                    for (int i = connection.outstanding(); i < underWay; i++) {
                        connection.send(request());
                    }
                }
            }
            exchange();
        }
    }

    /** Looks so often, or as often as the connections take what is sent. */
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

    private LookConnection nextConnection() throws IOException {
        nextConnection = (nextConnection + 1) % connections.size();
        var connection = connections.get(nextConnection);
        if (connection.isClosed()) {
            connection = new LookConnection(server, selector, tally);
            connections.set(nextConnection, connection);
        }
        return connection;
    }

    private void exchange() throws IOException {
        connections.forEach(LookConnection::flush);
        selector.select(PAUSE_MILLIS);
        for (var key : selector.selectedKeys()) {
            ((LookConnection) key.attachment()).receive();
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() {
        connections.forEach(LookConnection::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
