package io.waitingroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on loopback that can delay or hold back the bytes that pass through it, and can cut its connections. */
final class Proxy implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    /** The proxy waits at most this time for its connection to the server. A client waits equally long for a connection. */
    private static final int CONNECT_LIMIT_MILLIS = 1_000;

    /** The direction from the clients to the server. */
    final Direction requests = new Direction();
    /** The direction from the server to the clients. */
    final Direction replies = new Direction();

    private final ServerSocket listener;
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean answering = true;

    /**
     * Starts a proxy on a free port of loopback.
     *
     * @param target the port of the server on loopback
     */
    Proxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("proxy " + port(), this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Makes the proxy connect new clients to the server at another port. Existing connections stay. */
    void retarget(int port) {
        target = port;
    }

    /**
     * Sets whether the proxy connects new clients to the server. If not, the proxy accepts their connections and never answers.
     */
    void setAnswering(boolean isAnswering) {
        answering = isAnswering;
    }

    /** Closes all connections. */
    void cut() {
        connections.forEach(ProxyConnection::close);
    }

    /** Ends all delays and other disturbances in both directions, and connects new clients to the server again. */
    void heal() {
        answering = true;
        requests.heal();
        replies.heal();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    // Connects in a thread of its own: a server that hangs must not delay other clients.
    private void serve(Socket client) {
        var connection = new ProxyConnection(client, new Socket());
        connections.add(connection);
        if (answering) {
            var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
            Threads.start("requests of " + client.getPort(), () -> connect(connection, server));
        }
    }

    private void connect(ProxyConnection connection, InetSocketAddress server) {
        try {
            connection.connect(server, CONNECT_LIMIT_MILLIS);
            connection.copy(requests, replies);
        } catch (IOException e) {
            // The server cannot be reached: the client sees its connection closed.
        } finally {
            connection.close();
            connections.remove(connection);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heal();
        cut();
    }
}
