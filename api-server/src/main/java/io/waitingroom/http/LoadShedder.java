package io.waitingroom.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests that waited too long before they were read (load shedding). A refusal comes early, before the request costs more work.
 * Polls are refused first, then joins. Heartbeats and leaves are never refused. In this way an overloaded server answers every request
 * within 2 s.
 */
final class LoadShedder extends Handler.Wrapper {
    private static final int MIN_RETRY_SECONDS = 2;
    private static final int MAX_RETRY_SECONDS = 5;
    private static final byte[] BODY =
            Json.write(Problem.of(503, "The server is asked for more than it can do at the moment. Try again."));

    private final ReadingDelay delay;
    private final ServedRoutes served;
    private final Map<RequestPriority, Counter> shed = new EnumMap<>(RequestPriority.class);

    LoadShedder(ReadingDelay delay, ServedRoutes served, MeterRegistry metrics) {
        this.delay = delay;
        this.served = served;
        for (var priority : RequestPriority.values()) {
            if (priority.isSheddable()) {
                var kind = priority.name().toLowerCase(Locale.ROOT);
                shed.put(priority, metrics.counter("waitingroom.http.requests.shed", "kind", kind));
            }
        }
        metrics.more()
                .timeGauge(
                        "waitingroom.http.reading.delay",
                        Tags.empty(),
                        delay,
                        TimeUnit.NANOSECONDS,
                        ReadingDelay::nanos);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var waited = delay.nanos();
        if (waited > RequestPriority.MIN_PATIENCE_NANOS) {
            var priority = served.priorities().apply(request);
            if (waited > priority.patienceNanos()) {
                shed.get(priority).increment();
                refuse(request, response, callback);
                return true;
            }
        }
        return super.handle(request, response, callback);
    }

    private void refuse(Request request, Response response, Callback callback) {
        var headers = response.getHeaders();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        var seconds = Integer.toString(retryAfterSeconds());
        headers.put(HttpHeader.RETRY_AFTER, seconds);
        // Makes a browser that requested the page reload it by itself. Scripts do not see this header.
        headers.put("Refresh", seconds);
        served.refusalHeaders().accept(request.getHeaders(), headers);
        // A client that pipelines requests has more of them in the buffer.
        if (delay.isPipelined(request.getConnectionMetaData().getConnection())) {
            headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(BODY), callback);
    }

    // With jitter: clients that were refused together must not retry together.
    private static int retryAfterSeconds() {
        return ThreadLocalRandom.current().nextInt(MIN_RETRY_SECONDS, MAX_RETRY_SECONDS + 1);
    }
}
