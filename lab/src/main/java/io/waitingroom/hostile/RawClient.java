package io.waitingroom.hostile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP client that sends raw bytes over one connection. An ordinary HTTP client refuses to send malformed requests. */
final class RawClient implements AutoCloseable {
    /**
     * A response.
     *
     * @param body the body of the response; empty if the response has no header Content-Length
     */
    record Response(int status, String body) {}

    private static final int TIMEOUT_MILLIS = 5000;
    private static final String CONTENT_LENGTH = "content-length:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    boolean hasResponse() throws IOException {
        return in.available() > 0;
    }

    /**
     * Reads the next response.
     *
     * @throws IOException if the server closed the connection, or sent nothing for 5 s
     */
    Response readResponse() throws IOException {
        var status = Integer.parseInt(readLine().split(" ")[1]);
        var length = 0;
        for (var line = readLine(); !line.isEmpty(); line = readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(CONTENT_LENGTH)) {
                length =
                        Integer.parseInt(line.substring(CONTENT_LENGTH.length()).strip());
            }
        }
        return new Response(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
