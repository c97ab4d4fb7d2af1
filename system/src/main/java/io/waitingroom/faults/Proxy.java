package io.waitingroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on loopback that can treat what passes through it badly. */
final class Proxy implements AutoCloseable {
    private static final int BACKLOG = 1_024;

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
                // The listener was closed, or the server is not there: what any proxy's client finds out by itself.
            }
        }
    }

    private void serve(Socket client) throws IOException {
        if (!answering) {
            links.add(new Link(client, new Socket()));
            return;
        }
        try {
            var link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            link.carry(requests, replies, () -> links.remove(link));
        } catch (IOException noServer) {
            client.close();
            throw noServer;
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
