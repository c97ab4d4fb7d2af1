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
 * Many people who follow their sessions, as a process of their own. Prints {@code OPEN} when all of them have been told
 * where they stand, {@code ACTIVE i t} when person i is told of their turn at a time in microseconds, {@code EVENTS n} now
 * and then, and {@code CLOSED i} where a connection ends. A stream that ends is asked for again, as browsers do.
 */
final class StreamClients {
    private static final int OPENING_AT_ONCE = 100;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long TELL_MILLIS = 100;
    private static final String END_OF_EVENT = "\n\n";
    private static final String END_OF_STREAM = "\r\n0\r\n\r\n";

    /** One person: what they have read since the last event that was whole. */
    private static final class Person {
        private final int number;
        private String unread = "";
        private boolean told;

        private Person(int number) {
            this.number = number;
        }
    }

    private final InetSocketAddress server;
    private final List<String> ids;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private int begun;
    private int open;
    private long events;

    private StreamClients(int port, List<String> ids) throws IOException {
        server = new InetSocketAddress("127.0.0.1", port);
        this.ids = ids;
    }

    /** @param arguments the port of the server, and a file of ids */
    public static void main(String[] arguments) throws IOException {
        new StreamClients(Integer.parseInt(arguments[0]), Files.readAllLines(Path.of(arguments[1]))).run();
    }

    private void run() throws IOException {
        var told = 0L;
        while (true) {
            while (begun < ids.size() && begun - open < OPENING_AT_ONCE) {
                connect(begun++);
            }
            selector.select(this::ready, TELL_MILLIS);
            var now = System.currentTimeMillis();
            if (now - told >= TELL_MILLIS) {
                told = now;
                System.out.println("EVENTS " + events);
            }
        }
    }

    private void connect(int number) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_CONNECT, new Person(number));
        channel.connect(server);
    }

    private void ready(SelectionKey key) {
        var person = (Person) key.attachment();
        var channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                ask(person, channel);
                key.interestOps(SelectionKey.OP_READ);
            } else {
                read(person, channel);
            }
        } catch (IOException e) {
            close(person, channel, e.toString());
        }
    }

    private void ask(Person person, SocketChannel channel) throws IOException {
        channel.write(StandardCharsets.US_ASCII.encode(request(ids.get(person.number))));
    }

    static String request(String id) {
        return "GET " + HttpCall.PATH + "/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private void read(Person person, SocketChannel channel) throws IOException {
        if (channel.read(buffer.clear()) < 0) {
            close(person, channel, "");
            return;
        }
        var text = person.unread + StandardCharsets.US_ASCII.decode(buffer.flip());
        var end = text.lastIndexOf(END_OF_EVENT);
        if (end >= 0) {
            tell(person, text.substring(0, end + END_OF_EVENT.length()));
        }
        person.unread = text.substring(end < 0 ? 0 : end + END_OF_EVENT.length());
        if (person.unread.endsWith(END_OF_STREAM)) {
            person.unread = "";
            ask(person, channel);
        }
    }

    private void tell(Person person, String whole) {
        if (!whole.contains("data: ")) {
            return;
        }
        events++;
        if (!person.told) {
            person.told = true;
            open++;
            if (open == ids.size()) {
                System.out.println("OPEN");
            }
        }
        if (whole.contains("\"status\":\"ACTIVE\"")) {
            System.out.println("ACTIVE " + person.number + " " + micros());
        }
    }

    /** The time by this machine's clock, for whichever of its processes. */
    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static void close(Person person, SocketChannel channel, String why) {
        System.out.println("CLOSED " + person.number + " " + why);
        try {
            channel.close();
        } catch (IOException ended) {
            // It is of no use any more.
        }
    }
}
