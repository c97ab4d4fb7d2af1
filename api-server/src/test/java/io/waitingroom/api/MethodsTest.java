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
            var answer = method.equals("HEAD") ? connection.headOnly() : connection.answer();
            assertThat(answer.status()).isEqualTo(405);
            if (!method.equals("HEAD")) {
                Body.assertProblem(answer, 405);
            }
            assertThat(answer.headers().get("allow")).hasSize(1);
            return List.of(answer.headers().get("allow").get(0).split(", "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void onlyAPostJoins(String method) {
        assertThat(allowed(method, TestApi.SESSIONS)).containsExactly("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void aSessionIsOnlyLookedAt(String method) {
        assertThat(allowed(method, TestApi.one(id))).containsExactlyInAnyOrder("GET", "HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void onlyAPostBeatsOrLeaves(String method) {
        assertThat(allowed(method, TestApi.one(id) + ":heartbeat")).containsExactly("POST");
        assertThat(allowed(method, TestApi.one(id) + ":leave")).containsExactly("POST");
    }

    /** Two of these are names that the web framework gives to things of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"BREW", "BEFORE", "AFTER", "get", "QUERY"})
    void aMethodThatNobodyKnowsIsNotImplemented(String method) {
        for (var target : List.of(TestApi.SESSIONS, TestApi.one(id), "/")) {
            Body.assertProblem(RawHttp.exchange(api, RawHttp.request(method, target)), 501);
        }
        assertThat(api.metrics
                        .find("waitingroom.http.requests")
                        .tag("method", method)
                        .meter())
                .isNull();
    }
}
