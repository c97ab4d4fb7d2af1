package io.waitingroom.api;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A raw HTTP connection, for requests that no regular client sends. */
final class RawHttp implements AutoCloseable {
    /** A response. The header names are in lower case. */
    record Response(int status, Map<String, List<String>> headers, String body) {}

    private static final int READ_TIMEOUT_MILLIS = 8000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawHttp(TestApi api) {
        try {
            socket = new Socket("127.0.0.1", api.http.port());
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request over a new connection and returns the response. */
    static Response exchange(TestApi api, String request) {
        try (var connection = new RawHttp(api)) {
            return connection.send(request).response();
        }
    }

    /** Returns the head of a request. The caller appends the body, if there is one. */
    static String request(String method, String target, String... headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    RawHttp send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawHttp send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Half-closes the connection: no more data will be sent. */
    void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next final or interim response. Fails after a timeout. */
    Response response() {
        return response(true);
    }

    /** Reads the next response to a HEAD request. */
    Response headResponse() {
        return response(false);
    }

    private Response response(boolean withBody) {
        try {
            var status = Integer.parseInt(line().split(" ")[1]);
            var headers = new TreeMap<String, List<String>>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                var parts = line.split(":", 2);
                headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(parts[1].trim());
            }
            var length = Integer.parseInt(
                    headers.getOrDefault("content-length", List.of("0")).get(0));
            var body = in.readNBytes(withBody ? length : 0);
            return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for more data. Whether the server closes the connection instead. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
