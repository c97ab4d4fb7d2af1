package io.waitingroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Runs many clients of event streams in a separate process. If the server ends a stream, the client requests the stream again,
 * as browsers do. The process prints these lines:
 * <ul>
 * <li>{@code OPEN}, when all clients have received their first event
 * <li>{@code ACTIVE i t}, when client i learns at time t (in microseconds) that its session is ACTIVE
 * <li>{@code EVENTS n}, ten times a second, with the number of events so far
 * <li>{@code CLOSED i}, when the connection of client i ends
 * </ul>
 */
final class StreamClients {
    private static final int MAX_OPENING = 100;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long REPORT_MILLIS = 100;
    private static final String END_OF_EVENT = "\n\n";
    private static final String END_OF_STREAM = "\r\n0\r\n\r\n";

    /** The state of one client. It includes the text that the client has received after the last complete event. */
    private static final class Client {
        private final int number;
        private String incomplete = "";
        private boolean open;

        private Client(int number) {
            this.number = number;
        }
    }

    private final InetSocketAddress server;
    private final List<String> ids;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private int started;
    private int open;
    private long events;

    private StreamClients(int port, List<String> ids) throws IOException {
        server = new InetSocketAddress("127.0.0.1", port);
        this.ids = ids;
    }

    /**
     * Opens the streams and reads them until the process is killed.
     *
     * @param arguments the port of the server, and the path of a file with session ids
     */
    public static void main(String[] arguments) throws IOException {
        new StreamClients(Integer.parseInt(arguments[0]), Files.readAllLines(Path.of(arguments[1]))).run();
    }

    private void run() throws IOException {
        var lastReport = 0L;
        while (true) {
            while (started < ids.size() && started - open < MAX_OPENING) {
                connect(started++);
            }
            selector.select(this::ready, REPORT_MILLIS);
            var now = System.currentTimeMillis();
            if (now - lastReport >= REPORT_MILLIS) {
                lastReport = now;
                System.out.println("EVENTS " + events);
            }
        }
    }

    private void connect(int number) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_CONNECT, new Client(number));
        channel.connect(server);
    }

    private void ready(SelectionKey key) {
        var client = (Client) key.attachment();
        var channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                request(client, channel);
                key.interestOps(SelectionKey.OP_READ);
            } else {
                read(client, channel);
            }
        } catch (IOException e) {
            close(client, channel, e.toString());
        }
    }

    private void request(Client client, SocketChannel channel) throws IOException {
        channel.write(StandardCharsets.US_ASCII.encode(request(ids.get(client.number))));
    }

    static String request(String id) {
        return "GET " + HttpCall.PATH + "/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private void read(Client client, SocketChannel channel) throws IOException {
        if (channel.read(buffer.clear()) < 0) {
            close(client, channel, "");
            return;
        }
        var text = client.incomplete + StandardCharsets.US_ASCII.decode(buffer.flip());
        var end = text.lastIndexOf(END_OF_EVENT);
        if (end >= 0) {
            receive(client, text.substring(0, end + END_OF_EVENT.length()));
        }
        client.incomplete = text.substring(end < 0 ? 0 : end + END_OF_EVENT.length());
        if (client.incomplete.endsWith(END_OF_STREAM)) {
            client.incomplete = "";
            request(client, channel);
        }
    }

    private void receive(Client client, String text) {
        if (!text.contains("data: ")) {
            return;
        }
        events++;
        if (!client.open) {
            client.open = true;
            open++;
            if (open == ids.size()) {
                System.out.println("OPEN");
            }
        }
        if (text.contains("\"status\":\"ACTIVE\"")) {
            System.out.println("ACTIVE " + client.number + " " + micros());
        }
    }

    /** Returns the time of the machine's clock in microseconds. All processes on the machine share this clock. */
    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static void close(Client client, SocketChannel channel, String reason) {
        System.out.println("CLOSED " + client.number + " " + reason);
        try {
            channel.close();
        } catch (IOException ended) {
            // The connection is unusable anyway.
        }
    }
}
