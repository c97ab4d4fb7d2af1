package io.waitingroom.bench;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/**
 * The reference for the API server: a server made with Javalin, set up as Javalin's own guide says. It answers every request
 * with the same response. The response is either a built-in one or a recorded response of an API server.
 */
final class ConstantServer {
    private static final String ID = "A".repeat(40);
    private static final String JOINED =
            "{\"sessionId\":\"%s\",\"waitingRoomSessionId\":\"%s\",\"eventId\":\"default\",\"status\":\"WAITING\"}"
                    .formatted(ID, ID);

    private final FixedResponse response;

    private ConstantServer(FixedResponse response) {
        this.response = response;
    }

    /**
     * Starts the server on the loopback address.
     *
     * @param arguments the port, then optionally the {@link FixedResponse#arguments} of the response
     */
    public static void main(String[] arguments) {
        var all = List.of(arguments);
        var server = new ConstantServer(
                all.size() > 1
                        ? FixedResponse.of(all.subList(1, all.size()))
                        : new FixedResponse(200, JOINED, Map.of()));
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get(HttpCall.PATH + "/{id}", server::response);
                    config.routes.post(HttpCall.PATH, server::response);
                    config.routes.post(HttpCall.PATH + "/{id}", server::response);
                    config.routes.get(HttpCall.CHECK_BY_ID.path(), server::response);
                })
                .start("127.0.0.1", Integer.parseInt(arguments[0]));
    }

    private void response(Context ctx) {
        ctx.status(response.status());
        if (!response.body().isEmpty()) {
            ctx.contentType("application/json").result(response.body());
        }
        response.headers().forEach(ctx::header);
    }
}
