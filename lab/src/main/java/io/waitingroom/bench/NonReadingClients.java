package io.waitingroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that open streams and never read the responses. The events of a single stream would fit into the socket buffers for
 * minutes. Each client therefore sends many stream requests on one connection, for a session that has ended. The response to
 * each of these requests is a stream of one event.
 */
final class NonReadingClients implements AutoCloseable {
    private static final int REQUESTS = 500;
    private static final int SMALL_BUFFER = 1_024;

    private final List<Socket> sockets = new ArrayList<>();

    /** @param ended the id of a session that has ended */
    NonReadingClients(int number, int port, String ended) throws IOException {
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
