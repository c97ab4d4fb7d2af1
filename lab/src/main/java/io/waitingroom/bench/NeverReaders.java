package io.waitingroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who follow a session and never read. What is sent to them would fit into buffers for minutes, so that they ask
 * again and again, on one connection, for a session that has ended: each answer is a stream of one event.
 */
final class NeverReaders implements AutoCloseable {
    private static final int REQUESTS = 500;
    private static final int SMALL_BUFFER = 1_024;

    private final List<Socket> sockets = new ArrayList<>();

    /** @param ended id of a session that has ended */
    NeverReaders(int number, int port, String ended) throws IOException {
        var requests = StreamClients.request(ended).repeat(REQUESTS).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < number; i++) {
            var socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.setSendBufferSize(requests.length);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.getOutputStream().write(requests);
        }
    }

    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
