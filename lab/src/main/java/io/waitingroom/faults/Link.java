package io.waitingroom.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;

/** One connection through a {@link Proxy}: two sockets. */
final class Link {
    private static final int CHUNK = 64 * 1024;

    private final Socket client;
    private final Socket server;

    Link(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    void connect(SocketAddress target, int limitMillis) throws IOException {
        server.connect(target, limitMillis);
    }

    /** Carries bytes both ways, until either side ends. */
    void carry(Direction requests, Direction replies) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var toServer = server.getOutputStream();
        var toClient = new Departing(client.getOutputStream());
        Threads.start("replies of " + client.getPort(), () -> carry(server, toClient, replies));
        carry(client, toServer, requests);
    }

    private void carry(Socket from, OutputStream to, Direction direction) {
        var bytes = new byte[CHUNK];
        try {
            var in = from.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                var passage = direction.admit(bytes, read);
                to.write(bytes, 0, passage.bytes());
                if (passage.last()) {
                    break;
                }
            }
        } catch (IOException | InterruptedException closed) {
            // Either end may go at any time: that is what this is for.
        }
        close();
    }

    /** The way to a client, who may have gone: what they sent before, and is held back, is under way all the same. */
    private static final class Departing extends FilterOutputStream {
        Departing(OutputStream client) {
            super(client);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException gone) {
                // Then nobody hears this.
            }
        }
    }

    void close() {
        for (var socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // Closed is what it should be.
            }
        }
    }
}
