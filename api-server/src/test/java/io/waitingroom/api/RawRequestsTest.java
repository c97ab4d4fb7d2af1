package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no decent client sends. Whatever it is, the answer is a problem and nothing changes. */
class RawRequestsTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);
    private final String id = api.join();
    private final Map<String, String> before = room.dump();

    @AfterEach
    void nothingHasChanged() {
        assertThat(room.dump()).isEqualTo(before);
        room.close();
    }

    private void assertRefused(String request, int status) {
        var shown = request.length() > 200 ? request.substring(0, 200) : request;
        assertThat(RawHttp.exchange(api, request)).as(shown).satisfies(answer -> Body.assertProblem(answer, status));
    }

    @Test
    void anOddPathIsRefused() {
        var one = TestApi.one(id);
        Stream.of(
                        one + "%3Aleave",
                        one + "%3aleave",
                        one + ":leave/",
                        one + "/:leave",
                        one + ":leave;x=1",
                        one + ";x=1:leave",
                        one + ":leave%00",
                        one + "%00:leave",
                        one + ":leave%2F",
                        one + "%2F:leave",
                        one + "%zz:leave",
                        one + ":leav%65",
                        one + ":LEAVE",
                        one + ":leave:leave",
                        one + ":leave%20",
                        one + "\\:leave",
                        "//api/waiting-room/sessions/" + id + ":leave",
                        "/api//waiting-room/sessions/" + id + ":leave",
                        "/api/waiting-room/sessions//" + id + ":leave",
                        "/api/waiting-room/./sessions/" + id + ":leave",
                        "/api/waiting-room/x/../sessions/" + id + ":leave",
                        "/api/waiting-room/x/%2e%2e/sessions/" + id + ":leave",
                        "/api/waiting-room;a=b/sessions/" + id + ":leave",
                        "/API/waiting-room/sessions/" + id + ":leave",
                        "/api/waiting%2Droom/sessions/" + id + ":leave",
                        "/api/waiting-room/sessions/%u0041" + id + ":leave",
                        "/../" + one + ":leave",
                        one + ":leave#x",
                        "api/waiting-room/sessions/" + id + ":leave",
                        "*")
                .forEach(target -> assertThat(RawHttp.exchange(api, RawHttp.request("POST", target)))
                        .as(target)
                        .satisfies(answer -> assertThat(answer.status()).isBetween(400, 499))
                        .satisfies(answer -> Body.assertProblem(answer, answer.status())));
    }

    @Test
    void anOverlongUriIsRefused() {
        assertRefused(RawHttp.request("GET", TestApi.one("a".repeat(33_000))), 414);
        assertRefused(RawHttp.request("GET", TestApi.one(id) + "?" + "a".repeat(33_000)), 414);
    }

    @Test
    void tooManyHeaderBytesAreRefused() {
        assertRefused(RawHttp.request("GET", TestApi.one(id), "X: " + "a".repeat(33_000)), 431);
        assertRefused(
                RawHttp.request("GET", TestApi.one(id), "X: a\r\n".repeat(9000).strip()), 431);
    }

    @Test
    void aGarbledRequestLineIsRefused() {
        Stream.of(
                        "GET\r\n\r\n",
                        "\r\n\r\nleave\r\n\r\n",
                        "POST  " + TestApi.SESSIONS + " HTTP/1.1\r\n\r\n",
                        "PO ST " + TestApi.SESSIONS + " HTTP/1.1\r\nHost: a\r\n\r\n",
                        "P\u00f6ST " + TestApi.SESSIONS + " HTTP/1.1\r\nHost: a\r\n\r\n",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                        "\u0000\u0000\u0000\r\n\r\n")
                .forEach(request -> assertRefused(request, 400));
    }

    @Test
    void anAmbiguousRequestIsRefused() {
        var post = TestApi.one(id) + ":leave";
        Stream.of(
                        RawHttp.request("POST", post, "Host: another"),
                        "POST " + post + " HTTP/1.1\r\n\r\n",
                        RawHttp.request("POST", post, "Content-Length: 3", "Transfer-Encoding: chunked") + "0\r\n\r\n",
                        RawHttp.request("POST", post, "Content-Length: 0", "Content-Length: 1"),
                        RawHttp.request("POST", post, "Content-Length: -1"),
                        RawHttp.request("POST", post, "Content-Length: x"),
                        RawHttp.request("POST", post, "Transfer-Encoding: gzip"),
                        RawHttp.request("POST", post, "Transfer-Encoding: chunked, gzip"),
                        RawHttp.request("POST", post, " folded: header"),
                        RawHttp.request("POST", post, "no colon"),
                        RawHttp.request("POST", post, "space : before"),
                        RawHttp.request("POST", post, "Transfer-Encoding: chunked") + "zz\r\n\r\n")
                .forEach(request -> assertRefused(request, 400));
    }

    @Test
    void anotherProtocolIsRefused() {
        assertRefused("POST " + TestApi.one(id) + ":leave\r\n\r\n", 505);
        assertRefused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426);
        assertRefused("POST " + TestApi.SESSIONS + " HTTP/x\r\nHost: a\r\n\r\n", 505);
        assertRefused("GET " + TestApi.SESSIONS + " HTTP/7.3\r\nHost: a\r\n\r\n", 505);
        assertRefused(RawHttp.request("POST", TestApi.SESSIONS, "Expect: a miracle"), 417);
    }
}
