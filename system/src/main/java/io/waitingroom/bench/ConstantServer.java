package io.waitingroom.bench;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * The reference of the API server: Javalin as its own guide sets it up, answering every request with a constant, which may
 * be what the API server once answered.
 */
final class ConstantServer {
    private static final String ID = "A".repeat(40);
    private static final String JOINED =
            "{\"sessionId\":\"%s\",\"waitingRoomSessionId\":\"%s\",\"eventId\":\"default\",\"status\":\"WAITING\"}"
                    .formatted(ID, ID);

    private final String body;
    private final Optional<String> retryAfter;

    private ConstantServer(String body, Optional<String> retryAfter) {
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /** @param arguments the port to listen on, on loopback, the body, and the header Retry-After if there is one */
    public static void main(String[] arguments) {
        var server = new ConstantServer(
                arguments.length > 1 ? arguments[1] : JOINED,
                arguments.length > 2 ? Optional.of(arguments[2]) : Optional.empty());
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get(HttpCall.PATH + "/{id}", server::answer);
                    config.routes.post(HttpCall.PATH, server::answer);
                    config.routes.post(HttpCall.PATH + "/{id}", server::answer);
                })
                .start("127.0.0.1", Integer.parseInt(arguments[0]));
    }

    private void answer(Context ctx) {
        ctx.contentType("application/json").result(body);
        retryAfter.ifPresent(seconds -> ctx.header("Retry-After", seconds));
    }
}
