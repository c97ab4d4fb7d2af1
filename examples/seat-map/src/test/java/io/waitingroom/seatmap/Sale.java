package io.waitingroom.seatmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A seat map behind a test waiting room, and visitors with and without a permit. */
final class Sale implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final TestRoom room = new TestRoom();
    private final SeatServer server = CommandLine.populateCommand(
                    new SeatMap(),
                    "--port=0",
                    "--jwks-url=" + room.base() + "/api/waiting-room/jwks.json",
                    "--waiting-page=" + room.base() + "/waiting-room")
            .start();

    String base() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A visitor with a permit for this subject. */
    Visitor visitor(String subject) {
        return new Visitor(room.permit(subject));
    }

    Visitor visitorWithoutPermit() {
        return new Visitor(null);
    }

    /** A client with a permit cookie, or without one. */
    final class Visitor {
        final String permit;

        private Visitor(String permit) {
            this.permit = permit;
        }

        HttpResponse<String> get(String path) {
            return send(request(path).GET());
        }

        /** Posts seats as a browser's form does. */
        HttpResponse<String> post(String path, String... seats) {
            return send(formPost(path, seats));
        }

        HttpRequest.Builder formPost(String path, String... seats) {
            var form = Stream.of(seats).map(seat -> "seat=" + seat).collect(Collectors.joining("&"));
            return request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form));
        }

        private HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(URI.create(base() + path))
                    .header("Accept", "text/html")
                    .timeout(Duration.ofSeconds(10));
            return permit == null ? request : request.header("Cookie", "waiting-room-permit=" + permit);
        }
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return String.join("|", response.headers().allValues(name));
    }

    /** The ids of all seats that a page offers for choice. */
    static List<String> offered(String page) {
        var seats = new ArrayList<String>();
        for (var tag : page.split("<input ")) {
            if (tag.startsWith("type=\"checkbox\"") && !tag.split(">", 2)[0].endsWith("disabled")) {
                seats.add(tag.replaceFirst("(?s).*? value=\"([^\"]*)\".*", "$1"));
            }
        }
        return seats;
    }

    @Override
    public void close() {
        room.close();
        // Closing takes a second because Jetty waits for the client's connections. The test does not need to wait for
        // it.
        new Thread(server::close, "closing").start();
    }
}
