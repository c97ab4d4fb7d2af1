package io.waitingroom.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One person after the other, over HTTP. */
final class Browser {
    private static final Pattern ID = Pattern.compile("\"sessionId\":\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final String base;

    /** @param port of an API server of this machine */
    Browser(int port) {
        base = "http://127.0.0.1:" + port + HttpCall.PATH;
    }

    /** Joins so many times; the ids, in the order of their places. */
    List<String> join(int people) throws IOException, InterruptedException {
        var ids = new ArrayList<String>(people);
        for (int i = 0; i < people; i++) {
            var answer = send(HttpRequest.newBuilder(URI.create(base)).POST(BodyPublishers.noBody()));
            var id = ID.matcher(answer);
            if (!id.find()) {
                throw new IllegalStateException("a join was answered " + answer);
            }
            ids.add(id.group(1));
        }
        return ids;
    }

    void leave(String id) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + "/" + id + ":leave")).POST(BodyPublishers.noBody()));
    }

    boolean isActive(String id) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/" + id))).contains("\"ACTIVE\"");
    }

    /** What one such call is answered with: the body, and the header Retry-After if there is one. */
    List<String> answer(HttpCall call, String id) throws IOException, InterruptedException {
        var uri = URI.create(base + (call.needsSession() ? "/" + id + call.action() : ""));
        var answer = client.send(
                HttpRequest.newBuilder(uri)
                        .method(call.method(), BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        return Stream.concat(Stream.of(answer.body()), answer.headers().firstValue("Retry-After").stream())
                .toList();
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
