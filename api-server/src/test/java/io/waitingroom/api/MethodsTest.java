package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodsTest {
    private final TestApi api = TestApi.shared();
    private final String id = api.join();

    private List<String> allowed(String method, String target) {
        try (var connection = new RawHttp(api)) {
            connection.send(RawHttp.request(method, target, "Content-Length: 0"));
            var response = method.equals("HEAD") ? connection.headResponse() : connection.response();
            assertThat(response.status()).isEqualTo(405);
            if (!method.equals("HEAD")) {
                Body.assertProblem(response, 405);
            }
            assertThat(response.headers().get("allow")).hasSize(1);
            return List.of(response.headers().get("allow").get(0).split(", "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void aJoinAcceptsOnlyPost(String method) {
        assertThat(allowed(method, TestApi.SESSIONS)).containsExactly("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void aSessionAcceptsOnlyGetAndHead(String method) {
        assertThat(allowed(method, TestApi.sessionPath(id))).containsExactlyInAnyOrder("GET", "HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void heartbeatAndLeaveAcceptOnlyPost(String method) {
        assertThat(allowed(method, TestApi.sessionPath(id) + ":heartbeat")).containsExactly("POST");
        assertThat(allowed(method, TestApi.sessionPath(id) + ":leave")).containsExactly("POST");
    }

    /** BEFORE and AFTER are names of Javalin's own handler types. */
    @ParameterizedTest
    @ValueSource(strings = {"BREW", "BEFORE", "AFTER", "get", "QUERY"})
    void anUnknownMethodIsNotImplemented(String method) {
        for (var target : List.of(TestApi.SESSIONS, TestApi.sessionPath(id), "/")) {
            Body.assertProblem(RawHttp.exchange(api, RawHttp.request(method, target)), 501);
        }
        assertThat(api.metrics
                        .find("waitingroom.http.requests")
                        .tag("method", method)
                        .meter())
                .isNull();
    }
}
