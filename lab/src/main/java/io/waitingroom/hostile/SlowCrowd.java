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

/** Many connections that begin a request and never come to its end (slowloris); one that is closed is opened again. */
final class SlowCrowd implements Attack.Siege {
    private static final long BETWEEN_BYTES_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** 1,000 connections a second are opened at most. */
    private static final long BETWEEN_OPENINGS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final InetSocketAddress server;
    private final Tally tally;
    private final int size;
    private final byte[] beginning;
    private final List<SocketChannel> connections = new ArrayList<>();
    private final ByteBuffer answer = ByteBuffer.allocate(4096);

    SlowCrowd(int port, Tally tally, int size, String beginning) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.tally = tally;
        this.size = size;
        this.beginning = Requests.bytes(beginning);
    }

    @Override
    public void run(long end) {
        while (System.nanoTime() < end) {
            var round = System.nanoTime() + BETWEEN_BYTES_NANOS;
            connections.removeIf(connection -> !goesOn(connection));
            while (connections.size() < size && System.nanoTime() < end) {
                open();
                LockSupport.parkNanos(BETWEEN_OPENINGS_NANOS);
            }
            LockSupport.parkNanos(Math.min(round, end) - System.nanoTime());
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

    private boolean goesOn(SocketChannel connection) {
        try {
            answer.clear();
            var read = connection.read(answer);
            if (read == 0) {
                tally.sentOn(connection.write(ByteBuffer.wrap(new byte[] {'a'})));
                return true;
            }
            if (read > 0) {
                var line = new String(answer.array(), 0, read, StandardCharsets.ISO_8859_1);
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
            // It was of no more use anyway.
        }
    }

    @Override
    public void close() {
        connections.forEach(SlowCrowd::close);
    }
}
