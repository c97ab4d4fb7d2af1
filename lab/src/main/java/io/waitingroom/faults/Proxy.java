package io.waitingroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on loopback that can treat what passes through it badly. */
final class Proxy implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    /** As long as a client waits for a connection. */
    private static final int CONNECT_LIMIT_MILLIS = 1_000;

    /** Towards the server. */
    final Direction requests = new Direction();
    /** Back to the client. */
    final Direction replies = new Direction();

    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean answering = true;

    /** @param target port of the server, on loopback */
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

    /** Leads new connections to another server; those that there are stay where they are. */
    void retarget(int port) {
        target = port;
    }

    /** Whether a new connection is led to the server, or accepted and left alone. */
    void answer(boolean answers) {
        answering = answers;
    }

    /** Ends every connection. */
    void cut() {
        links.forEach(Link::close);
    }

    /** Treats everything well again. */
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

    // A server that hangs keeps whoever connects waiting, and nobody else.
    private void serve(Socket client) {
        var link = new Link(client, new Socket());
        links.add(link);
        if (answering) {
            var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
            Threads.start("requests of " + client.getPort(), () -> connect(link, server));
        }
    }

    private void connect(Link link, InetSocketAddress server) {
        try {
            link.connect(server, CONNECT_LIMIT_MILLIS);
            link.carry(requests, replies);
        } catch (IOException e) {
            // The server is not there: what any proxy's client finds out by itself.
        } finally {
            link.close();
            links.remove(link);
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
