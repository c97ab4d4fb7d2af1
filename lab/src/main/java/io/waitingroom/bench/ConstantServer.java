package io.waitingroom.bench;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/**
 * The reference of the API server: Javalin as its own guide sets it up, answering every request with a constant, which may
 * be what the API server once answered.
 */
final class ConstantServer {
    private static final String ID = "A".repeat(40);
    private static final String JOINED =
            "{\"sessionId\":\"%s\",\"waitingRoomSessionId\":\"%s\",\"eventId\":\"default\",\"status\":\"WAITING\"}"
                    .formatted(ID, ID);

    private final Answer answer;

    private ConstantServer(Answer answer) {
        this.answer = answer;
    }

    /** @param arguments the port to listen on, on loopback, and those of the answer if it is to be a certain one */
    public static void main(String[] arguments) {
        var all = List.of(arguments);
        var server = new ConstantServer(
                all.size() > 1 ? Answer.of(all.subList(1, all.size())) : new Answer(200, JOINED, Map.of()));
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get(HttpCall.PATH + "/{id}", server::answer);
                    config.routes.post(HttpCall.PATH, server::answer);
                    config.routes.post(HttpCall.PATH + "/{id}", server::answer);
                    config.routes.get(HttpCall.CHECK_BY_ID.path(), server::answer);
                })
                .start("127.0.0.1", Integer.parseInt(arguments[0]));
    }

    private void answer(Context ctx) {
        ctx.status(answer.status());
        if (!answer.body().isEmpty()) {
            ctx.contentType("application/json").result(answer.body());
        }
        answer.headers().forEach(ctx::header);
    }
}
