package io.waitingroom.permit.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to the room's servers that somebody waits for: they end within a limit, whatever becomes of them. */
final class ShortCalls {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration USUAL = Duration.ofSeconds(2);

    private final Duration limit;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    /** Of two seconds. */
    ShortCalls() {
        this(USUAL);
    }

    /** @param limit of a call as a whole: an answer that comes byte by byte is none */
    ShortCalls(Duration limit) {
        this.limit = limit;
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        var built = request.timeout(limit).build();
        var call = client.sendAsync(built, BoundedBody.handler());
        try {
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(built.uri() + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(built.uri() + ": no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            call.cancel(true);
        }
    }
}
