package io.waitingroom.examples;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The service behind a proxy. It trusts every request that reaches it, and accepts every path and every body. */
final class Origin implements AutoCloseable {
    private static final int BACKLOG = 50;
    /** The header that states the length of the body that the client sent. */
    static final String LENGTH = "X-Body-Length";

    /** Ends the response to a request with a permit cookie, which lets a service verify permits itself. */
    static final String WITH_PERMIT = " with a permit";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Origin() {
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The server was closed, or the client has disconnected already.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var request = line(in).split(" ");
            var headers = new ArrayList<String>();
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                headers.add(header);
            }
            if (!value(headers, "Expect").isEmpty()) {
                socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            var complete = Integer.toString(body(in, headers)).equals(value(headers, LENGTH))
                    || value(headers, LENGTH).isEmpty();
            requests.add(request[0] + " " + request[1]);
            respond(socket, complete ? 200 : 500, request[1], headers);
        } catch (IOException e) {
            // The client sees that there is no response.
        }
    }

    private static int body(DataInputStream in, List<String> headers) throws IOException {
        if (value(headers, "Transfer-Encoding").isEmpty()) {
            var length = value(headers, "Content-Length");
            return in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)).length;
        }
        var all = 0;
        for (int chunk = chunk(in); chunk > 0; chunk = chunk(in)) {
            all += chunk;
        }
        return all;
    }

    private static int chunk(DataInputStream in) throws IOException {
        var length = Integer.parseInt(line(in), 16);
        in.readNBytes(length + 2);
        return length;
    }

    private static void respond(Socket socket, int status, String target, List<String> headers) throws IOException {
        var names = headers.stream()
                .map(header -> header.split(":")[0])
                .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*(subject|override|method).*"))
                .toList();
        var permit = value(headers, "Cookie").startsWith("waiting-room-permit=") ? WITH_PERMIT : "";
        var body = "in: [" + value(headers, "Waiting-Room-Subject") + "] " + names + permit;
        var head = "HTTP/1.1 " + status + " OK\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\nX-Accel-Redirect: /.leave\r\n"
                + (target.startsWith("/buy") ? "Waiting-Room-Leave: true\r\n" : "")
                + (target.startsWith("/static/") ? "Cache-Control: public, max-age=60\r\n" : "")
                + "\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String value(List<String> headers, String name) {
        var start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                .map(header -> header.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The requests that reached the service, as method and target. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
