package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks requests that no regular client sends: the response is a problem and nothing changes. */
class RawRequestsTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);
    private final String id = api.join();
    private final Map<String, String> before = room.dump();

    @AfterEach
    void assertNothingHasChanged() {
        assertThat(room.dump()).isEqualTo(before);
        room.close();
    }

    private void assertRefused(String request, int status) {
        var excerpt = request.length() > 200 ? request.substring(0, 200) : request;
        assertThat(RawHttp.exchange(api, request))
                .as(excerpt)
                .satisfies(response -> Body.assertProblem(response, status));
    }

    @Test
    void anOddPathIsRefused() {
        var path = TestApi.sessionPath(id);
        Stream.of(
                        path + "%3Aleave",
                        path + "%3aleave",
                        path + ":leave/",
                        path + "/:leave",
                        path + ":leave;x=1",
                        path + ";x=1:leave",
                        path + ":leave%00",
                        path + "%00:leave",
                        path + ":leave%2F",
                        path + "%2F:leave",
                        path + "%zz:leave",
                        path + ":leav%65",
                        path + ":LEAVE",
                        path + ":leave:leave",
                        path + ":leave%20",
                        path + "\\:leave",
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
                        "/../" + path + ":leave",
                        path + ":leave#x",
                        "api/waiting-room/sessions/" + id + ":leave",
                        "*")
                .forEach(target -> assertThat(RawHttp.exchange(api, RawHttp.request("POST", target)))
                        .as(target)
                        .satisfies(response -> assertThat(response.status()).isBetween(400, 499))
                        .satisfies(response -> Body.assertProblem(response, response.status())));
    }

    @Test
    void anOverlongUriIsRefused() {
        assertRefused(RawHttp.request("GET", TestApi.sessionPath("a".repeat(33_000))), 414);
        assertRefused(RawHttp.request("GET", TestApi.sessionPath(id) + "?" + "a".repeat(33_000)), 414);
    }

    @Test
    void tooManyHeaderBytesAreRefused() {
        assertRefused(RawHttp.request("GET", TestApi.sessionPath(id), "X: " + "a".repeat(33_000)), 431);
        assertRefused(
                RawHttp.request(
                        "GET", TestApi.sessionPath(id), "X: a\r\n".repeat(9000).strip()),
                431);
    }

    @Test
    void aMalformedRequestLineIsRefused() {
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
        var post = TestApi.sessionPath(id) + ":leave";
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
    void anUnsupportedProtocolOrExpectationIsRefused() {
        assertRefused("POST " + TestApi.sessionPath(id) + ":leave\r\n\r\n", 505);
        assertRefused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426);
        assertRefused("POST " + TestApi.SESSIONS + " HTTP/x\r\nHost: a\r\n\r\n", 505);
        assertRefused("GET " + TestApi.SESSIONS + " HTTP/7.3\r\nHost: a\r\n\r\n", 505);
        assertRefused(RawHttp.request("POST", TestApi.SESSIONS, "Expect: a miracle"), 417);
    }
}
