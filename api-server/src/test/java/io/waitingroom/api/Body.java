package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.http.Problem;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON body of a response. Also checks that an error response is a complete problem (RFC 9457). */
record Body(JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Body of(HttpResponse<String> response) {
        return of(response.body());
    }

    static Body of(String text) {
        return new Body(MAPPER.readTree(text));
    }

    String text(String field) {
        return json.path(field).asString();
    }

    boolean has(String field) {
        return json.has(field);
    }

    double number(String field) {
        return json.path(field).asDouble();
    }

    static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().allValues("Content-Type")).containsExactly(Problem.MEDIA_TYPE);
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertProblem(response.body(), status);
    }

    static void assertProblem(RawHttp.Response response, int status) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().get("content-type")).isEqualTo(List.of(Problem.MEDIA_TYPE));
        assertThat(response.headers().get("cache-control")).isEqualTo(List.of("no-store"));
        assertProblem(response.body(), status);
    }

    private static void assertProblem(String text, int status) {
        var body = of(text);
        assertThat(body.text("type")).isEqualTo("about:blank");
        assertThat(body.text("title")).isNotBlank();
        assertThat(body.number("status")).isEqualTo(status);
        assertThat(body.text("detail")).isNotBlank();
        assertThat(text).doesNotContain("Exception", "io.waitingroom", "jetty", "javalin", "<");
    }
}
