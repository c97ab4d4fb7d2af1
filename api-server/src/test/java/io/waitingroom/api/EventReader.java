package io.waitingroom.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One open stream of events, read as it comes. */
final class EventReader implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final Map<String, String> headers = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private EventReader(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static EventReader open(TestApi api, String id) throws IOException {
        var reader = new EventReader(new Socket("127.0.0.1", api.http.port()));
        reader.ask(id);
        return reader;
    }

    /** Asks for a stream, on the same connection as before. */
    void ask(String id) throws IOException {
        var request = "GET " + TestApi.one(id) + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        readHead();
    }

    private void readHead() throws IOException {
        skipTheEndOfTheAnswerBefore();
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            var parts = line.split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
    }

    private void skipTheEndOfTheAnswerBefore() throws IOException {
        while (in.readLine().isEmpty()) {
            // up to the status line
        }
    }

    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The view that the next event carries. */
    Body next() throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (line.startsWith("data: ")) {
                return Body.of(line.substring("data: ".length()));
            }
        }
        throw new IOException("the stream has ended after " + lines);
    }

    /** All lines so far, those of the chunks as well. */
    List<String> lines() {
        return lines;
    }

    /** Whether nothing follows but the last chunk. */
    boolean isAtItsEnd() throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (line.equals("0")) {
                return true;
            }
            if (line.startsWith("data: ")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
