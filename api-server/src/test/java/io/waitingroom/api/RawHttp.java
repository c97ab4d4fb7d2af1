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

/** HTTP by hand over one connection, for what no decent client would send. */
final class RawHttp implements AutoCloseable {
    /** An answer; header names in lower case. */
    record Answer(int status, Map<String, List<String>> headers, String body) {}

    private static final int SILENCE_LIMIT_MILLIS = 8000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawHttp(TestApi api) {
        try {
            socket = new Socket("127.0.0.1", api.http.port());
            socket.setSoTimeout(SILENCE_LIMIT_MILLIS);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request on a connection of its own. */
    static Answer exchange(TestApi api, String request) {
        try (var connection = new RawHttp(api)) {
            return connection.send(request).answer();
        }
    }

    /** The head of a request without a body, apart from what the caller adds. */
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

    /** Half-closes: nothing more will come. */
    void endSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next final or interim answer; times out rather than wait for ever. */
    Answer answer() {
        return answer(true);
    }

    /** The next answer, to a HEAD. */
    Answer headOnly() {
        return answer(false);
    }

    private Answer answer(boolean withBody) {
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
            return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server has ended the connection, after everything that it sent. */
    boolean isEnded() {
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
