package io.waitingroom.permit.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to the room's servers that somebody waits for: they end within two seconds, whatever becomes of them. */
final class ShortCalls {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    /** Of the call as a whole: an answer that comes byte by byte is none. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        var built = request.timeout(LIMIT).build();
        var call = client.sendAsync(built, BoundedBody.handler());
        try {
            return call.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(built.uri() + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(built.uri() + ": no answer within " + LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            call.cancel(true);
        }
    }
}
