package io.waitingroom.bench;

import io.waitingroom.bench.HttpCall.IdLocation;
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

/** A client of the HTTP API that sends its requests one by one, or in small batches. */
final class ApiClient {
    private static final Pattern ID = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern PERMIT = Pattern.compile("\"permit\":\"([^\"]+)\"");
    private static final int BATCH_SIZE = 50;

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final String origin;
    private final String base;

    /** @param port the port of an API server on this machine */
    ApiClient(int port) {
        origin = "http://127.0.0.1:" + port;
        base = origin + HttpCall.PATH;
    }

    /**
     * Sends one join for each person.
     *
     * @return the session ids, in the order of their positions
     */
    List<String> join(int people) throws IOException, InterruptedException {
        var ids = new ArrayList<String>(people);
        for (int i = 0; i < people; i++) {
            var response = send(HttpRequest.newBuilder(URI.create(base)).POST(BodyPublishers.noBody()));
            var id = ID.matcher(response);
            if (!id.find()) {
                throw new IllegalStateException("unexpected response to a join: " + response);
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
     * Makes one call and returns the response.
     *
     * @param credential the id or the permit of a session; unused if the call needs no session
     */
    FixedResponse response(HttpCall call, String credential) throws IOException, InterruptedException {
        return FixedResponse.of(client.send(request(call, credential), BodyHandlers.ofString()));
    }

    private HttpRequest request(HttpCall call, String credential) {
        var sessionPath = call.idLocation() == IdLocation.PATH ? "/" + credential + call.action() : "";
        var request = HttpRequest.newBuilder(URI.create(origin + call.path() + sessionPath))
                .method(call.method(), BodyPublishers.noBody());
        if (call.idLocation() == IdLocation.BEARER) {
            request.header("Authorization", "Bearer " + credential);
        }
        return request.build();
    }

    /** Polls the given ACTIVE sessions and returns the permits from the responses. */
    List<String> permits(List<String> ids) {
        var permits = new ArrayList<String>(ids.size());
        for (int start = 0; start < ids.size(); start += BATCH_SIZE) {
            ids.subList(start, Math.min(ids.size(), start + BATCH_SIZE)).stream()
                    .map(id -> client.sendAsync(request(HttpCall.POLL, id), BodyHandlers.ofString()))
                    .toList()
                    .forEach(response -> permits.add(permit(response.join().body())));
        }
        return permits;
    }

    private static String permit(String response) {
        var permit = PERMIT.matcher(response);
        if (!permit.find()) {
            throw new IllegalStateException("no permit in the response to a poll: " + response);
        }
        return permit.group(1);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
