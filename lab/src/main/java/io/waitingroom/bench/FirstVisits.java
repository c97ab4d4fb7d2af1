package io.waitingroom.bench;

import io.waitingroom.fleet.Management;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What somebody's first visit costs: while there is room, an online check that lets them in; else, the bytes of the page. */
final class FirstVisits implements Measurement {
    private static final int WARM_UP = 200;
    private static final double MOST_MILLIS = 150;
    private static final double MOST_BYTES = 16_000;
    /** One visit after the other is faster than the usual pace. */
    private static final String[] ROOM = {"--capacity=100000", "--batch-size=100000"};

    private static final String ENTER = "/api/waiting-room/verify?enter=true";
    private static final String PAGE = "/waiting-room?next=%2Fseats";
    private static final Pattern BASE = Pattern.compile("href=\"([^\"]+)/page.css\"");

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        try (var servers = new Servers(ROOM)) {
            // The first ones find classes that nobody loaded yet, and some of them no grant in time.
            for (int i = 0; i < WARM_UP; i++) {
                ask(servers.port, ENTER, "Accept: text/html");
            }
            var visits = lab.scale().leaves();
            var before = calls(servers.apiServer.management());
            var millis = new double[visits];
            for (int i = 0; i < visits; i++) {
                millis[i] = visit(servers.port);
            }
            var calls = (calls(servers.apiServer.management()) - before) / visits;
            Arrays.sort(millis);
            return new Findings(
                    List.of(
                            Row.atMost(
                                    MOST_MILLIS,
                                    "first visit while there is room: online check that lets in, p99",
                                    millis[(int) (visits * 0.99)],
                                    "ms"),
                            Row.printed("the same, median", millis[visits / 2], "ms"),
                            Row.printed("the same, Redis calls of the API server each", calls, "calls"),
                            Row.atMost(
                                    MOST_BYTES,
                                    "first load of the waiting page: bytes on the wire, heads and all files",
                                    firstLoad(servers.port),
                                    "B")),
                    List.of());
        }
    }

    private static double calls(Management management) {
        return management.sum("waitingroom_redis_calls_seconds_count", "");
    }

    /** How long the check took, ms. */
    private static double visit(int port) throws IOException {
        var begun = System.nanoTime();
        var answer = ask(port, ENTER, "Accept: text/html");
        if (!answer.startsWith("HTTP/1.1 204 ")) {
            throw new IOException(
                    "a visit was not let in: " + answer.lines().findFirst().orElse("no answer"));
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static int firstLoad(int port) throws IOException {
        var found = BASE.matcher(ask(port, PAGE, "Accept: text/html"));
        if (!found.find()) {
            throw new IOException("the page names no files");
        }
        var bytes = 0;
        for (var path : Stream.concat(
                        Stream.of(PAGE),
                        Stream.of("page.css", "page.js", "logo.svg").map(name -> found.group(1) + "/" + name))
                .toList()) {
            bytes += ask(port, path, "Accept-Encoding: gzip").length();
        }
        return bytes;
    }

    // Each byte as a character.
    private static String ask(int port, String path, String header) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
