package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyTest {
    private static final int SHORT_MILLIS = 200;
    private static final int LONG_MILLIS = 10_000;

    @Test
    void aHangingServerDoesNotDelayConnectionsToAnotherServer() throws IOException {
        try (var hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var answering = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = new Proxy(hanging.getLocalPort())) {
            var queue = fillBacklog(hanging);
            try (var hung = connect(proxy.port());
                    var other = connectToOther(proxy, answering)) {
                Threads.start("answers", () -> answerAll(answering));
                other.setSoTimeout(LONG_MILLIS);
                assertThat(other.getInputStream().read()).isEqualTo(1);
                assertThat(hung.isClosed()).isFalse();
            } finally {
                for (var socket : queue) {
                    socket.close();
                }
            }
        }
    }

    private static Socket connectToOther(Proxy proxy, ServerSocket answering) throws IOException {
        proxy.retarget(answering.getLocalPort());
        return connect(proxy.port());
    }

    private static void answerAll(ServerSocket server) {
        try {
            while (true) {
                server.accept().getOutputStream().write(1);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    // The kernel accepts a few connections for a server that never does, and leaves all later ones without an answer.
    private static List<Socket> fillBacklog(ServerSocket server) throws IOException {
        var sockets = new ArrayList<Socket>();
        while (true) {
            var socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), SHORT_MILLIS);
            } catch (SocketTimeoutException full) {
                return sockets;
            }
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
