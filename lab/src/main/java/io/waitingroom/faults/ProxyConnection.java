package io.waitingroom.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;

/** A connection through a {@link Proxy}: the socket of the client and the socket to the server. */
final class ProxyConnection {
    private static final int CHUNK = 64 * 1024;

    private final Socket client;
    private final Socket server;

    ProxyConnection(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    void connect(SocketAddress target, int limitMillis) throws IOException {
        server.connect(target, limitMillis);
    }

    /** Copies bytes in both directions until the client or the server closes its connection. */
    void copy(Direction requests, Direction replies) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var toServer = server.getOutputStream();
        var toClient = new LenientOutput(client.getOutputStream());
        Threads.start("replies of " + client.getPort(), () -> copy(server, toClient, replies));
        copy(client, toServer, requests);
    }

    private void copy(Socket from, OutputStream to, Direction direction) {
        var bytes = new byte[CHUNK];
        try {
            var in = from.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                var admitted = direction.admit(bytes, read);
                to.write(bytes, 0, admitted.bytes());
                if (admitted.last()) {
                    break;
                }
            }
        } catch (IOException | InterruptedException closed) {
            // Either side may close at any time: faults do so on purpose.
        }
        close();
    }

    /**
     * The output to a client. Ignores failed writes, because a client may disconnect while its requests are held back. The held
     * requests must still reach the server.
     */
    private static final class LenientOutput extends FilterOutputStream {
        LenientOutput(OutputStream client) {
            super(client);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException gone) {
                // The client is gone and reads no response.
            }
        }
    }

    void close() {
        for (var socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // There is nothing else to do for a socket that fails to close.
            }
        }
    }
}
