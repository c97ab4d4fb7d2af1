package io.waitingroom.bench;

import io.waitingroom.bench.HttpCall.Named;
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

/** People who ask one after the other, or few at once, over HTTP. */
final class Browser {
    private static final Pattern ID = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern PERMIT = Pattern.compile("\"permit\":\"([^\"]+)\"");
    private static final int AT_ONCE = 50;

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final String origin;
    private final String base;

    /** @param port of an API server of this machine */
    Browser(int port) {
        origin = "http://127.0.0.1:" + port;
        base = origin + HttpCall.PATH;
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

    /**
     * What one such call is answered with.
     *
     * @param name of the session that it concerns, for one that needs it: its id or a permit
     */
    Answer answer(HttpCall call, String name) throws IOException, InterruptedException {
        return Answer.of(client.send(request(call, name), BodyHandlers.ofString()));
    }

    private HttpRequest request(HttpCall call, String name) {
        var place = call.named() == Named.PATH ? "/" + name + call.action() : "";
        var request = HttpRequest.newBuilder(URI.create(origin + call.path() + place))
                .method(call.method(), BodyPublishers.noBody());
        if (call.named() == Named.BEARER) {
            request.header("Authorization", "Bearer " + name);
        }
        return request.build();
    }

    /** The permits of sessions that are ACTIVE. */
    List<String> permits(List<String> ids) {
        var permits = new ArrayList<String>(ids.size());
        for (int begun = 0; begun < ids.size(); begun += AT_ONCE) {
            ids.subList(begun, Math.min(ids.size(), begun + AT_ONCE)).stream()
                    .map(id -> client.sendAsync(request(HttpCall.POLL, id), BodyHandlers.ofString()))
                    .toList()
                    .forEach(answer -> permits.add(permit(answer.join().body())));
        }
        return permits;
    }

    private static String permit(String answer) {
        var permit = PERMIT.matcher(answer);
        if (!permit.find()) {
            throw new IllegalStateException("a look for a permit was answered " + answer);
        }
        return permit.group(1);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
