package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.http.Problem;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of an answer, and what every refusal must look like. */
record Body(JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Body of(HttpResponse<String> answer) {
        return of(answer.body());
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

    static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly(Problem.MEDIA_TYPE);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertProblem(answer.body(), status);
    }

    static void assertProblem(RawHttp.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).isEqualTo(List.of(Problem.MEDIA_TYPE));
        assertThat(answer.headers().get("cache-control")).isEqualTo(List.of("no-store"));
        assertProblem(answer.body(), status);
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
