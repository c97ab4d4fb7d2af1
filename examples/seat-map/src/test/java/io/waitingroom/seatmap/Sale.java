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

/** A seat map in front of its waiting room, and people who visit it. */
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

    /** Somebody whose turn it is. */
    Visitor visitor(String subject) {
        return new Visitor(room.permit(subject));
    }

    Visitor stranger() {
        return new Visitor(null);
    }

    /** Someone with a cookie, or without. */
    final class Visitor {
        final String permit;

        private Visitor(String permit) {
            this.permit = permit;
        }

        HttpResponse<String> get(String path) {
            return send(request(path).GET());
        }

        /** As a form does. */
        HttpResponse<String> post(String path, String... seats) {
            return send(postOf(path, seats));
        }

        HttpRequest.Builder postOf(String path, String... seats) {
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

    static String header(HttpResponse<?> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }

    /** The ids of all seats that a page offers. */
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
        // Takes a second, since Jetty waits for the client's connections, and nobody needs to wait for it.
        new Thread(server::close, "closing").start();
    }
}
