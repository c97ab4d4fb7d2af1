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

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
