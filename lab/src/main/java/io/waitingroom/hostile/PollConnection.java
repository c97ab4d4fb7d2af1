package io.waitingroom.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** A connection that sends polls without waiting for earlier responses (pipelining). */
final class PollConnection {
    /**
     * The maximum number of outstanding requests. More requests would wait in the client's own buffers, and that wait would be
     * measured as latency of the server.
     */
    private static final int MAX_OUTSTANDING = 100;

    private static final byte[] STATUS_LINE = Requests.bytes("HTTP/1.1 ");
    private static final int STATUS_DIGITS = 3;

    private final SocketChannel channel;
    private final PollTally tally;
    private final ArrayDeque<Long> sentAt = new ArrayDeque<>();
    private final ByteBuffer received = ByteBuffer.allocate(16 * 1024);
    private final ByteBuffer unsent = ByteBuffer.allocate(16 * 1024);
    private int matched;
    private int status;

    PollConnection(InetSocketAddress server, Selector selector, PollTally tally) throws IOException {
        this.tally = tally;
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    int outstanding() {
        return sentAt.size();
    }

    boolean isClosed() {
        return !channel.isOpen();
    }

    /** Queues a request for the next flush. Returns false if the connection is closed or has too many outstanding requests. */
    boolean send(byte[] request) {
        if (isClosed() || sentAt.size() >= MAX_OUTSTANDING || unsent.remaining() < request.length) {
            return false;
        }
        unsent.put(request);
        sentAt.add(System.nanoTime());
        tally.sent();
        return true;
    }

    void flush() {
        if (isClosed() || unsent.position() == 0) {
            return;
        }
        try {
            channel.write(unsent.flip());
            unsent.compact();
        } catch (IOException e) {
            close();
        }
    }

    void receive() {
        try {
            received.clear();
            var bytes = channel.read(received);
            if (bytes < 0) {
                close();
                return;
            }
            for (int i = 0; i < bytes; i++) {
                parse(received.get(i));
            }
        } catch (IOException e) {
            close();
        }
    }

    // Finds status lines anywhere in the input: the bodies are our JSON, which contains none.
    private void parse(byte next) {
        if (matched >= STATUS_LINE.length) {
            status = status * 10 + (next - '0');
            if (++matched == STATUS_LINE.length + STATUS_DIGITS) {
                tally.answered(status, System.nanoTime() - sentAt.remove());
                matched = 0;
                status = 0;
            }
        } else if (next == STATUS_LINE[matched]) {
            matched++;
        } else {
            matched = next == STATUS_LINE[0] ? 1 : 0;
        }
    }

    void close() {
        tally.cut(sentAt.size());
        sentAt.clear();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
