package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.http.BodyLimit;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinBodyTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"eventId\":\"default\"}",
                "{\"eventId\":null}",
                " {\"more\":[1,{}]}\n",
                "{\"n\":1e999999999}"
            })
    void aBodyMayNameTheDefaultEventOrNone(String body) {
        assertThat(api.postJson(TestApi.SESSIONS, body).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other", "Default", "default ", "default/../default", "\\u0000"})
    void anotherEventIsNotFound(String event) {
        Body.assertProblem(api.postJson(TestApi.SESSIONS, "{\"eventId\":\"" + event + "\"}"), 404);
        assertThat(room.figures().joins()).isZero();
    }

    @ParameterizedTest
    @MethodSource
    void aBodyThatIsNotOneJsonObjectIsRefused(byte[] body) {
        var response = api.call(
                "POST", TestApi.SESSIONS, BodyPublishers.ofByteArray(body), "Content-Type", "application/json");
        Body.assertProblem(response, 400);
        assertThat(room.figures().joins()).isZero();
    }

    static Stream<byte[]> aBodyThatIsNotOneJsonObjectIsRefused() {
        var texts = Stream.of(
                " ",
                "null",
                "[]",
                "[{}]",
                "\"default\"",
                "1",
                "{",
                "{} {}",
                "{}x",
                "{'eventId':'default'}",
                "{\"eventId\":\"default\",}",
                "{\"eventId\":\"default\",\"eventId\":\"default\"}",
                "{\"eventId\":1}",
                "{\"eventId\":[\"default\"]}",
                "{\"eventId\":{}}",
                "{\"eventId\":true}",
                "{\"eventId\":1e999999999}",
                "{\"n\":" + "9".repeat(4000) + "}",
                "[".repeat(4096),
                "{\"a\":".repeat(800),
                "{\"a\":".repeat(600) + "1" + "}".repeat(600),
                "\u0000");
        var invalidUtf8 = Stream.of(
                new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {(byte) 0xff, (byte) 0xfe, '{', '}'},
                new byte[] {0, 0, (byte) 0xfe, (byte) 0xff, 0x7f, 0x7f, 0x7f, 0x7f});
        return Stream.concat(texts.map(text -> text.getBytes(StandardCharsets.UTF_8)), invalidUtf8);
    }

    /** With this seed, none of the bodies happens to be a JSON object. */
    @Test
    void garbageIsRefused() {
        var random = new Random(20261122);
        IntStream.range(0, 150).forEach(i -> {
            var garbage = new byte[1 + random.nextInt(BodyLimit.API)];
            random.nextBytes(garbage);
            aBodyThatIsNotOneJsonObjectIsRefused(garbage);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "json", ";", "*/*", ","})
    void aBodyOfAnotherMediaTypeIsRefused(String type) {
        var request = RawHttp.request("POST", TestApi.SESSIONS, "Content-Type: " + type, "Content-Length: 2") + "{}";
        Body.assertProblem(RawHttp.exchange(api, request), 415);
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void aBodyWithoutAMediaTypeIsRefused() {
        Body.assertProblem(api.call("POST", TestApi.SESSIONS, BodyPublishers.ofString("{}")), 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;"})
    void everySpellingOfTheJsonMediaTypeIsAccepted(String type) {
        var response = api.call("POST", TestApi.SESSIONS, BodyPublishers.ofString("{}"), "Content-Type", type);
        assertThat(response.statusCode()).isEqualTo(202);
    }

    @Test
    void anEmptyBodyMayHaveAnyMediaType() {
        var response = api.call("POST", TestApi.SESSIONS, BodyPublishers.noBody(), "Content-Type", "text/plain");
        assertThat(response.statusCode()).isEqualTo(202);
    }
}
