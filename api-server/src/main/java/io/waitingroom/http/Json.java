package io.waitingroom.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the JSON of the API. */
public final class Json {
    public static final String MEDIA_TYPE = "application/json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Writes a value as JSON into the body of the response. Does not use {@code Context.result}, which would copy the body through another
     * stream first.
     */
    public static void respond(Context ctx, Object value) {
        try {
            ctx.outputStream().write(write(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses exactly one JSON object. Returns empty for any other content. */
    public static Optional<JsonNode> readObject(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
