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

/**
 * Measures a visitor's first visit in two figures. One is the duration of an online check that lets the visitor in while the
 * room has free slots. The other is the number of bytes in the responses to the first load of the waiting page.
 */
final class FirstVisits implements Measurement {
    private static final int WARM_UP = 200;
    private static final double MAX_MILLIS = 150;
    private static final double MAX_BYTES = 16_000;
    /** The granter's flags for a fast pace of grants. The default pace would be slower than the consecutive visits. */
    private static final String[] GRANTER_FLAGS = {"--capacity=100000", "--batch-size=100000"};

    private static final String ENTER = "/api/waiting-room/verify?enter=true";
    private static final String PAGE = "/waiting-room?next=%2Fseats";
    private static final Pattern ASSETS = Pattern.compile("href=\"([^\"]+)/page.css\"");

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        try (var servers = new Servers(GRANTER_FLAGS)) {
            // The first requests wait until classes are loaded, and some of them get no grant in time.
            for (int i = 0; i < WARM_UP; i++) {
                get(servers.port, ENTER, "Accept: text/html");
            }
            var visits = context.scale().leaves();
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
                                    MAX_MILLIS,
                                    "first visit while there is room: online check that lets in, p99",
                                    millis[(int) (visits * 0.99)],
                                    "ms"),
                            Row.printed("the same, median", millis[visits / 2], "ms"),
                            Row.printed("the same, Redis calls of the API server per check", calls, "calls"),
                            Row.atMost(
                                    MAX_BYTES,
                                    "first load of the waiting page: bytes on the wire, heads and all files",
                                    firstLoad(servers.port),
                                    "B")),
                    List.of());
        }
    }

    private static double calls(Management management) {
        return management.sum("waitingroom_redis_calls_seconds_count", "");
    }

    /** Makes one online check that lets a visitor in. Returns the duration in milliseconds. */
    private static double visit(int port) throws IOException {
        var start = System.nanoTime();
        var response = get(port, ENTER, "Accept: text/html");
        if (!response.startsWith("HTTP/1.1 204 ")) {
            throw new IOException(
                    "a visit was not let in: " + response.lines().findFirst().orElse("no response"));
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static int firstLoad(int port) throws IOException {
        var assets = ASSETS.matcher(get(port, PAGE, "Accept: text/html"));
        if (!assets.find()) {
            throw new IOException("the page refers to no assets");
        }
        var bytes = 0;
        for (var path : Stream.concat(
                        Stream.of(PAGE),
                        Stream.of("page.css", "page.js", "logo.svg").map(name -> assets.group(1) + "/" + name))
                .toList()) {
            bytes += get(port, path, "Accept-Encoding: gzip").length();
        }
        return bytes;
    }

    // Returns the whole response. Each byte becomes one character, so that its length is the number of bytes.
    private static String get(int port, String path, String header) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var response = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(response);
            return response.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
