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

/** Reads an open event stream line by line. */
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
        reader.requestStream(id);
        return reader;
    }

    /** Requests a stream on the same connection. */
    void requestStream(String id) throws IOException {
        var request = "GET " + TestApi.sessionPath(id) + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        readHead();
    }

    private void readHead() throws IOException {
        skipPreviousResponse();
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            var parts = line.split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
    }

    private void skipPreviousResponse() throws IOException {
        while (in.readLine().isEmpty()) {
            // skip everything before the status line
        }
    }

    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the status in the next event. */
    Body next() throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (line.startsWith("data: ")) {
                return Body.of(line.substring("data: ".length()));
            }
        }
        throw new IOException("the stream has ended after " + lines);
    }

    /** Returns all lines so far, including the lines of the chunked encoding. */
    List<String> lines() {
        return lines;
    }

    /** Reads on. Whether the stream ends before another event arrives. */
    boolean isAtEnd() throws IOException {
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
