package io.waitingroom.permit.check;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The waiting room, for a service that tells it when somebody is done, so that the next person need not wait for a deadline. */
public final class WaitingRoom {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String LEAVE = "/api/waiting-room/sessions:leave";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final URI leave;

    /** @param base of its API servers: {@code http://api.internal:8080} */
    public WaitingRoom(URI base) {
        leave = base.resolve(LEAVE);
    }

    /**
     * Ends the session of whoever showed a permit. May be repeated.
     *
     * @return whether it has ended; completes exceptionally, with an {@link java.io.IOException}, where there was no answer in 2 s
     */
    public CompletableFuture<Boolean> leave(Permit permit) {
        var request = HttpRequest.newBuilder(leave)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + permit.text())
                .POST(BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode)
                .thenApply(status -> status == 204 || status == 404);
    }
}
