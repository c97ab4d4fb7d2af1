package io.waitingroom.routes;

import io.javalin.http.Context;
import io.waitingroom.http.Json;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.IdempotencyKey;
import java.util.Locale;
import java.util.Optional;

/**
 * The content of a request to join.
 *
 * @param eventId the event whose room the client joins
 * @param key the key that makes it safe to repeat the request; empty if the client sent none
 */
public record JoinRequest(String eventId, Optional<IdempotencyKey> key) {
    public static final String DEFAULT_EVENT = RoomKeys.DEFAULT.name();

    /**
     * Reads the content of a request to join.
     *
     * @throws ProblemException if the key or the body is not valid
     */
    static JoinRequest of(Context ctx) {
        return new JoinRequest(eventId(ctx), key(ctx));
    }

    private static Optional<IdempotencyKey> key(Context ctx) {
        var header = ctx.header("Idempotency-Key");
        if (header == null) {
            return Optional.empty();
        }
        var key = IdempotencyKey.parse(header);
        if (key.isEmpty()) {
            throw refusal(400, "An Idempotency-Key is 16 to 128 printable ASCII characters.");
        }
        return key;
    }

    private static String eventId(Context ctx) {
        var body = ctx.bodyAsBytes();
        if (body.length == 0) {
            return DEFAULT_EVENT;
        }
        if (!isJson(ctx.contentType())) {
            throw refusal(415, "The body of a join is application/json, or there is none.");
        }
        var eventId = Json.readObject(body)
                .orElseThrow(() -> refusal(400, "The body is not one JSON object."))
                .path("eventId");
        if (eventId.isMissingNode() || eventId.isNull()) {
            return DEFAULT_EVENT;
        }
        if (!eventId.isString()) {
            throw refusal(400, "eventId is a string.");
        }
        return eventId.stringValue();
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(Json.MEDIA_TYPE);
    }

    private static ProblemException refusal(int status, String detail) {
        return new ProblemException(Problem.of(status, detail));
    }
}
