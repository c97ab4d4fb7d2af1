package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which requests pages of other origins may send from a browser. */
class CrossOriginTest {
    private static final String SHOP = "https://shop.example.com";
    private static final TestApi API =
            TestApi.with("--allowed-origins=" + SHOP + ",http://localhost:3000,capacitor://localhost,ionic://app");

    @AutoClose
    private final TestRoom room = new TestRoom(API.redisUri);

    private String id;

    @BeforeEach
    void join() {
        id = API.join();
        room.grant();
    }

    @AfterAll
    static void close() {
        API.close();
    }

    private HttpResponse<String> post(String path, String... headers) {
        return API.call("POST", path, TestApi.NO_BODY, headers);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, cross-site",
        "https://evil.example,",
        "https://shop.example.com.evil.example, same-site",
        "http://shop.example.com, cross-site",
        "https://shop.example.com:8443, same-site",
        "null, cross-site",
        "https://sub.shop.example.com,",
        "capacitor://localhost:8080, cross-site",
        "capacitor://evil.example, cross-site"
    })
    void aForeignOriginChangesNothing(String origin, String site) {
        var before = room.dump();
        var paths = new String[] {
            TestApi.SESSIONS,
            TestApi.sessionPath(id) + ":leave",
            TestApi.sessionPath(id) + ":heartbeat",
            TestApi.SESSIONS + ":leave",
            TestApi.SESSIONS + ":heartbeat"
        };
        for (var path : paths) {
            var headers = new ArrayList<>(List.of("Origin", origin, "Cookie", "waiting-room-session=" + id));
            if (site != null) {
                headers.addAll(List.of("Sec-Fetch-Site", site));
            }
            var response = post(path, headers.toArray(String[]::new));
            Body.assertProblem(response, 403);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertThat(room.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"capacitor://localhost", "ionic://app"})
    void theOriginOfAHybridAppCanBeAllowed(String origin) {
        var response = post(TestApi.SESSIONS, "Origin", origin, "Sec-Fetch-Site", "cross-site");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
    }

    @Test
    void anAllowedOriginMayUseTheApi() {
        var response = post(
                TestApi.SESSIONS + ":leave",
                "Origin",
                SHOP,
                "Sec-Fetch-Site",
                "same-site",
                "Cookie",
                "waiting-room-session=" + id);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(response.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(response.headers().firstValue("Vary")).contains("Origin");
        assertThat(response.headers()
                        .firstValue("Access-Control-Expose-Headers")
                        .orElseThrow())
                .contains("Waiting-Room-As-Of");
    }

    @Test
    void theOwnOriginAndNonBrowserClientsMayUseTheApi() {
        assertThat(post(TestApi.sessionPath(id) + ":heartbeat").statusCode()).isEqualTo(200);
        assertThat(post(TestApi.sessionPath(id) + ":heartbeat", "Origin", "http://127.0.0.1:" + API.http.port())
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(
                                TestApi.sessionPath(id) + ":leave",
                                "Origin",
                                "https://public.example",
                                "Sec-Fetch-Site",
                                "same-origin")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void onlyAllowedOriginsPassThePreflight() {
        var preflight = new String[] {
            "Origin", SHOP, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "idempotency-key"
        };
        var response = API.call("OPTIONS", TestApi.SESSIONS, TestApi.NO_BODY, preflight);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("POST");
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Idempotency-Key");
        preflight[1] = "https://evil.example";
        var refused = API.call("OPTIONS", TestApi.SESSIONS, TestApi.NO_BODY, preflight);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void aForeignOriginCannotReadASession() {
        var response = API.call("GET", TestApi.sessionPath(id), TestApi.NO_BODY, "Origin", "https://evil.example");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
