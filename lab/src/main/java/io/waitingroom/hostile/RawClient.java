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

/** HTTP by hand over one connection: a browser's client would not send what an attacker sends. */
final class RawClient implements AutoCloseable {
    /** @param body empty for an answer that announced none */
    record Answer(int status, String body) {}

    private static final int SILENCE_LIMIT_MILLIS = 5000;
    private static final String LENGTH = "content-length:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        socket.setSoTimeout(SILENCE_LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SILENCE_LIMIT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    /** @throws IOException if the server has closed, or says nothing for seconds */
    Answer answer() throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        var length = 0;
        for (var line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
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
