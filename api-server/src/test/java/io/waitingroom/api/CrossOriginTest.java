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

/** What pages of other origins can have a browser do. */
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
    void astrangerChangesNothing(String origin, String site) {
        var before = room.dump();
        var paths = new String[] {
            TestApi.SESSIONS,
            TestApi.one(id) + ":leave",
            TestApi.one(id) + ":heartbeat",
            TestApi.SESSIONS + ":leave",
            TestApi.SESSIONS + ":heartbeat"
        };
        for (var path : paths) {
            var headers = new ArrayList<>(List.of("Origin", origin, "Cookie", "waiting-room-session=" + id));
            if (site != null) {
                headers.addAll(List.of("Sec-Fetch-Site", site));
            }
            var answer = post(path, headers.toArray(String[]::new));
            Body.assertProblem(answer, 403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertThat(room.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"capacitor://localhost", "ionic://app"})
    void aHybridAppIsAnOriginAsAnyOther(String origin) {
        var answer = post(TestApi.SESSIONS, "Origin", origin, "Sec-Fetch-Site", "cross-site");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
    }

    @Test
    void aPageOfAnAllowedOriginMayDoWhatOursMay() {
        var answer = post(
                TestApi.SESSIONS + ":leave",
                "Origin",
                SHOP,
                "Sec-Fetch-Site",
                "same-site",
                "Cookie",
                "waiting-room-session=" + id);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("Waiting-Room-As-Of");
    }

    @Test
    void ourOwnPagesAndWhatIsNoBrowserMay() {
        assertThat(post(TestApi.one(id) + ":heartbeat").statusCode()).isEqualTo(200);
        assertThat(post(TestApi.one(id) + ":heartbeat", "Origin", "http://127.0.0.1:" + API.http.port())
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(TestApi.one(id) + ":leave", "Origin", "https://public.example", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aPreflightIsAnsweredToAllowedOriginsAlone() {
        var asks = new String[] {
            "Origin", SHOP, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "idempotency-key"
        };
        var answer = API.call("OPTIONS", TestApi.SESSIONS, TestApi.NO_BODY, asks);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Idempotency-Key");
        asks[1] = "https://evil.example";
        var refused = API.call("OPTIONS", TestApi.SESSIONS, TestApi.NO_BODY, asks);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void aStrangerMayReadNothingThatIsSomebodys() {
        var answer = API.call("GET", TestApi.one(id), TestApi.NO_BODY, "Origin", "https://evil.example");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
