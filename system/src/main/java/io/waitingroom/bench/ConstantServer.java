package io.waitingroom.bench;

import io.javalin.Javalin;
import io.javalin.http.Context;

/** The reference of the API server: Javalin as its own guide sets it up, answering every request with a constant. */
final class ConstantServer {
    private static final String ID = "A".repeat(40);
    private static final String BODY =
            "{\"sessionId\":\"%s\",\"waitingRoomSessionId\":\"%s\",\"eventId\":\"default\",\"status\":\"WAITING\"}"
                    .formatted(ID, ID);

    private ConstantServer() {}

    /** @param arguments the port to listen on, on loopback */
    public static void main(String[] arguments) {
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get(HttpCall.PATH + "/{id}", ConstantServer::answer);
                    config.routes.post(HttpCall.PATH, ConstantServer::answer);
                    config.routes.post(HttpCall.PATH + "/{id}", ConstantServer::answer);
                })
                .start("127.0.0.1", Integer.parseInt(arguments[0]));
    }

    private static void answer(Context ctx) {
        ctx.contentType("application/json").result(BODY);
    }
}
