package io.waitingroom.permit.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls the room's servers while a visitor's request waits. Each call ends within a timeout, with a response or an exception. */
final class ShortCalls {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    private final Duration timeout;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** Creates an instance with a timeout of two seconds. */
    ShortCalls() {
        this(DEFAULT_TIMEOUT);
    }

    /**
     * Creates an instance with a timeout.
     *
     * @param timeout the time limit of a whole call. So a server that sends its response byte by byte cannot exceed the limit
     */
    ShortCalls(Duration timeout) {
        this.timeout = timeout;
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        var built = request.timeout(timeout).build();
        var call = client.sendAsync(built, BoundedBody.handler());
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(built.uri() + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(built.uri() + ": no response within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            call.cancel(true);
        }
    }
}
