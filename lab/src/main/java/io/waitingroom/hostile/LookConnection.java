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

/** One connection that looks are sent over without waiting for the answers to earlier ones. */
final class LookConnection {
    /** More would wait in the client's own buffers, for which no server answers. */
    private static final int MOST_OUTSTANDING = 100;

    private static final byte[] STATUS_LINE = Requests.bytes("HTTP/1.1 ");
    private static final int STATUS_DIGITS = 3;

    private final SocketChannel channel;
    private final LookTally tally;
    private final ArrayDeque<Long> sentAt = new ArrayDeque<>();
    private final ByteBuffer received = ByteBuffer.allocate(16 * 1024);
    private final ByteBuffer unsent = ByteBuffer.allocate(16 * 1024);
    private int matched;
    private int status;

    LookConnection(InetSocketAddress server, Selector selector, LookTally tally) throws IOException {
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

    /** Takes a request to be sent with the next flush. @return whether there was place for it */
    boolean send(byte[] request) {
        if (isClosed() || sentAt.size() >= MOST_OUTSTANDING || unsent.remaining() < request.length) {
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
                see(received.get(i));
            }
        } catch (IOException e) {
            close();
        }
    }

    // Bodies are JSON of ours, in which no status line occurs.
    private void see(byte next) {
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
